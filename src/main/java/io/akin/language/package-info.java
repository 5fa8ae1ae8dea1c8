/**
 * Which language a text is written in. Knows texts alone, nothing of papers, files or indexes, and
 * asks nobody.
 */
@NullMarked
package io.akin.language;

import org.jspecify.annotations.NullMarked;
