/**
 * Experiments on papers of an index: which papers, how they are put into groups, and the atlas that
 * comes out. Knows nothing of where an atlas is kept or shown.
 */
@NullMarked
package io.akin.experiment;

import org.jspecify.annotations.NullMarked;
