/** Vectors and the spaces they live in. Knows nothing of papers, models' files or engines. */
@NullMarked
package io.akin.embedding;

import org.jspecify.annotations.NullMarked;
