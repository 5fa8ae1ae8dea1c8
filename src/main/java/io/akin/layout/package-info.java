/**
 * Places for vectors on a map, such that near vectors lie near each other. Knows nothing of papers
 * or pages; equal input gives equal output on any number of threads and on every machine.
 */
@NullMarked
package io.akin.layout;

import org.jspecify.annotations.NullMarked;
