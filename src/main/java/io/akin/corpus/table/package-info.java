/**
 * Tables: which columns say what of a paper, and CSV and TSV files. It knows the papers and the
 * port it reads for, and nothing of what becomes of them.
 */
@NullMarked
package io.akin.corpus.table;

import org.jspecify.annotations.NullMarked;
