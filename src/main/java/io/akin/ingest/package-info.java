/**
 * Corpus to index: merges copies, encodes what has changed, and stores papers with their vectors.
 * Knows the ports only, no format and no engine.
 */
@NullMarked
package io.akin.ingest;

import org.jspecify.annotations.NullMarked;
