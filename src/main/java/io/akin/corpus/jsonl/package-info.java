/** JSON Lines: one paper a line, in Akin's own form. */
@NullMarked
package io.akin.corpus.jsonl;

import org.jspecify.annotations.NullMarked;
