/**
 * How the vectors of an index lie on disk: as they are, and a second time in an eighth of the
 * space, by which the graph is linked and walked.
 */
@NullMarked
package io.akin.index.lucene.quantized;

import org.jspecify.annotations.NullMarked;
