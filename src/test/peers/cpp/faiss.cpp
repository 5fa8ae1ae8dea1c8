// FAISS' HNSW index as a contender of `make bench-index`.
#include "contender.hpp"

#include <faiss/IndexHNSW.h>
#include <omp.h>

namespace {

class Faiss {
 public:
  Faiss(const Options& options, size_t)
      : options(options), index(options.dimension, options.m, faiss::METRIC_INNER_PRODUCT) {
    index.hnsw.efConstruction = options.ef_construction;
  }

  void build(const std::vector<float>& vectors) {
    omp_set_num_threads(options.threads);
    index.add(vectors.size() / options.dimension, vectors.data());
  }

  void search_with(size_t ef) { index.hnsw.efSearch = std::max(ef, K); }

  Nearest nearest(const float* query) {
    omp_set_num_threads(1);  // of the calling thread; the callers are threads already
    Nearest rows;
    float distances[K];
    index.search(1, query, K, distances, rows.data());
    return rows;
  }

 private:
  const Options options;
  faiss::IndexHNSWFlat index;
};

}  // namespace

int main(int count, char** arguments) { return contend<Faiss>(count, arguments); }
