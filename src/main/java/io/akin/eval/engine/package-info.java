/**
 * This engine under evaluation: indexes a benchmark's corpus and ranks it for the benchmark's
 * queries. Knows nothing of commands.
 */
@NullMarked
package io.akin.eval.engine;

import org.jspecify.annotations.NullMarked;
