/**
 * Bibliographies: BibTeX and RIS, as reference managers, publishers and archives export them. Knows
 * nothing of what becomes of the papers.
 */
@NullMarked
package io.akin.corpus.bibliography;

import org.jspecify.annotations.NullMarked;
