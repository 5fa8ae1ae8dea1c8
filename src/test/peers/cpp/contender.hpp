// What the contenders of `make bench-index` in C++ share; see NeighbourContender.java for what they are asked.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

constexpr size_t K = 10;

using Nearest = std::array<int64_t, K>;
using Clock = std::chrono::steady_clock;

struct Options {
  size_t dimension, m, ef_construction, threads;
};

inline double seconds_since(Clock::time_point start) {
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

inline void in_parallel(size_t threads, size_t count, const std::function<void(size_t)>& work) {
  std::atomic<size_t> next{0};
  std::vector<std::thread> workers;
  for (size_t t = 0; t < threads; t++) {
    workers.emplace_back([&] {
      for (size_t i = next++; i < count; i = next++) work(i);
    });
  }
  for (std::thread& worker : workers) worker.join();
}

// PROGRAM FOLDER DIMENSION M EF_CONSTRUCTION THREADS
//
// An Engine is made of Options and the number of vectors; it has build(vectors), search_with(ef) and nearest(query).
template <typename Engine>
int contend(int count, char** arguments) {
  if (count != 6) return 2;
  const std::string folder = arguments[1];
  const Options options{std::stoul(arguments[2]), std::stoul(arguments[3]), std::stoul(arguments[4]),
                        std::stoul(arguments[5])};
  const size_t dimension = options.dimension;
  const std::vector<float> queries = read<float>(folder + "/queries.f32");
  const std::vector<int32_t> truth = read<int32_t>(folder + "/truth.i32");
  std::vector<float> vectors = read<float>(folder + "/vectors.f32");
  Engine engine(options, vectors.size() / dimension);
  const Clock::time_point begin = Clock::now();
  engine.build(vectors);
  std::cout << "= ways " << seconds_since(begin) << std::endl;
  std::vector<float>().swap(vectors);

  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string what;
    size_t ef = 0, asked = 0, callers = 1;
    words >> what >> ef >> asked >> callers;
    engine.search_with(ef);
    std::vector<Nearest> found(asked);
    std::vector<double> times(asked);
    const Clock::time_point start = Clock::now();
    in_parallel(callers, asked, [&](size_t q) {
      const Clock::time_point asked_at = Clock::now();
      found[q] = engine.nearest(&queries[q * dimension]);
      times[q] = seconds_since(asked_at);
    });
    const double taken = seconds_since(start);
    size_t hits = 0;
    for (size_t q = 0; q < asked; q++) {
      for (int64_t row : found[q]) hits += std::count(&truth[q * K], &truth[q * K] + K, row);
    }
    std::sort(times.begin(), times.end());
    const double p99 = times[(asked * 99 + 99) / 100 - 1];
    std::cout << "= " << (what == "recall" ? hits / double(K * asked) : what == "p99" ? p99 : taken) << std::endl;
  }
  return 0;
}
