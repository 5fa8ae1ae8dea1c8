/**
 * Parquet files, flat or simply nested. It knows the columns of papers and the port it reads for,
 * and keeps the library's decoders within bounds that the library does not set.
 */
@NullMarked
package io.akin.corpus.parquet;

import org.jspecify.annotations.NullMarked;
