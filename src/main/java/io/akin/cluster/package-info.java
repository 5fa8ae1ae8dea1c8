/**
 * Groups of vectors, and what they are computed from. Knows nothing of papers, their texts or where
 * the vectors come from; equal input gives equal output on any number of threads.
 */
@NullMarked
package io.akin.cluster;

import org.jspecify.annotations.NullMarked;
