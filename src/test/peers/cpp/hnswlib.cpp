// hnswlib as a contender of `make bench-index`; see NeighbourContender.java for what it is asked.
#include <hnswlib/hnswlib.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr size_t K = 10;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

template <typename T>
std::vector<T> read(const std::string& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) throw std::runtime_error("cannot read " + file);
  std::vector<T> values(in.tellg() / sizeof(T));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(values.data()), values.size() * sizeof(T));
  return values;
}

void in_parallel(size_t threads, size_t count, const std::function<void(size_t)>& work) {
  std::atomic<size_t> next{0};
  std::vector<std::thread> workers;
  for (size_t t = 0; t < threads; t++) {
    workers.emplace_back([&] {
      for (size_t i = next++; i < count; i = next++) work(i);
    });
  }
  for (std::thread& worker : workers) worker.join();
}

}  // namespace

// hnswlib FOLDER DIMENSION M EF_CONSTRUCTION THREADS
int main(int count, char** arguments) {
  if (count != 6) return 2;
  const std::string folder = arguments[1];
  const size_t dimension = std::stoul(arguments[2]);
  const size_t m = std::stoul(arguments[3]);
  const size_t ef_construction = std::stoul(arguments[4]);
  const size_t threads = std::stoul(arguments[5]);

  const std::vector<float> queries = read<float>(folder + "/queries.f32");
  const std::vector<int32_t> truth = read<int32_t>(folder + "/truth.i32");
  hnswlib::InnerProductSpace space(dimension);
  std::unique_ptr<hnswlib::HierarchicalNSW<float>> index;
  double build = 0;
  {
    const std::vector<float> vectors = read<float>(folder + "/vectors.f32");
    const size_t size = vectors.size() / dimension;
    index = std::make_unique<hnswlib::HierarchicalNSW<float>>(&space, size, m, ef_construction);
    const Clock::time_point start = Clock::now();
    in_parallel(threads, size, [&](size_t i) { index->addPoint(&vectors[i * dimension], i); });
    build = seconds_since(start);
  }
  std::cout << "= ways " << build << std::endl;

  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string what;
    size_t ef = 0, asked = 0, callers = 1;
    words >> what >> ef >> asked >> callers;
    index->setEf(ef);
    std::vector<size_t> found(asked);
    const Clock::time_point start = Clock::now();
    in_parallel(callers, asked, [&](size_t q) {
      auto nearest = index->searchKnn(&queries[q * dimension], K);
      const std::set<size_t> right(&truth[q * K], &truth[q * K] + K);
      for (; !nearest.empty(); nearest.pop()) found[q] += right.count(nearest.top().second);
    });
    const double taken = seconds_since(start);
    size_t hits = 0;
    for (size_t some : found) hits += some;
    std::cout << "= " << (what == "recall" ? hits / double(K * asked) : taken) << std::endl;
  }
}
