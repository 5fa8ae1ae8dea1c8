/**
 * Papers, vectors and the atlas as files that other programs read. Knows nothing of commands and
 * servers; what is written holds as little in memory as its format allows.
 */
@NullMarked
package io.akin.export;

import org.jspecify.annotations.NullMarked;
