/**
 * Text to embeddings: the port that engines implement, and the text a paper is encoded as. Knows
 * nothing of papers' files, indexes or of any engine.
 */
@NullMarked
package io.akin.encoder;

import org.jspecify.annotations.NullMarked;
