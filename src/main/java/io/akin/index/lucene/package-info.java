/**
 * The index on disk: Apache Lucene's HNSW graphs, stored fields and inverted index. The only
 * package that knows Lucene.
 */
@NullMarked
package io.akin.index.lucene;

import org.jspecify.annotations.NullMarked;
