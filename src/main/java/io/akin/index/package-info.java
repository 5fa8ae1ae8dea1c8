/**
 * Papers by similarity: the port that vector engines implement, and what an index says of itself.
 * Knows nothing of how vectors are made, and of no engine.
 */
@NullMarked
package io.akin.index;

import org.jspecify.annotations.NullMarked;
