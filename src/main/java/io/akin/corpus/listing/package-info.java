/** The listing page of Hugging Face's Daily Papers, saved as text. */
@NullMarked
package io.akin.corpus.listing;

import org.jspecify.annotations.NullMarked;
