/**
 * The whole result of an experiment on papers: topics in levels with their names, and a place on a
 * map for each paper. Values only; what computes, stores, exports or shows them is elsewhere.
 */
@NullMarked
package io.akin.atlas;

import org.jspecify.annotations.NullMarked;
