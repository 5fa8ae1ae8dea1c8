/**
 * What sources wrote to text that people and encoders read: LaTeX, markup, entities and characters.
 * Knows nothing of files or indexes.
 */
@NullMarked
package io.akin.clean;

import org.jspecify.annotations.NullMarked;
