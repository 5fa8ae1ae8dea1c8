/**
 * The papers of a day, a week or a month, the latest, and what readers like now. Knows nothing of
 * vectors, of the network or of pages.
 */
@NullMarked
package io.akin.listing;

import org.jspecify.annotations.NullMarked;
