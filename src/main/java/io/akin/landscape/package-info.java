/**
 * An atlas beside what the index knows of its papers today: their dates and categories by row, and
 * the newest papers of a topic. Knows nothing of how atlases are made, kept or shown.
 */
@NullMarked
package io.akin.landscape;

import org.jspecify.annotations.NullMarked;
