/**
 * Quality in figures: benchmarks read from folders, rankings scored against them, and the intervals
 * that say how much a difference means. Knows nothing of the engine, which comes in as a {@link
 * io.akin.eval.Run} of rankings.
 */
@NullMarked
package io.akin.eval;

import org.jspecify.annotations.NullMarked;
