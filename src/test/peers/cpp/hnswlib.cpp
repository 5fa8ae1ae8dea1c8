// hnswlib as a contender of `make bench-index`.
#include "contender.hpp"

#include <hnswlib/hnswlib.h>

namespace {

class Hnswlib {
 public:
  Hnswlib(const Options& options, size_t size)
      : options(options),
        space(options.dimension),
        index(&space, size, options.m, options.ef_construction) {}

  void build(const std::vector<float>& vectors) {
    in_parallel(options.threads, vectors.size() / options.dimension,
                [&](size_t i) { index.addPoint(&vectors[i * options.dimension], i); });
  }

  void search_with(size_t ef) { index.setEf(ef); }

  Nearest nearest(const float* query) {
    Nearest rows;
    rows.fill(-1);
    auto found = index.searchKnn(query, K);
    for (size_t i = 0; !found.empty(); found.pop()) rows[i++] = found.top().second;
    return rows;
  }

 private:
  const Options options;
  hnswlib::InnerProductSpace space;
  hnswlib::HierarchicalNSW<float> index;
};

}  // namespace

int main(int count, char** arguments) { return contend<Hnswlib>(count, arguments); }
