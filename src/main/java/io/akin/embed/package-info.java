/**
 * Texts to embeddings, for those who ask for nothing else: tokens are counted, texts are cut at
 * either end or refused, embeddings are shortened. Knows nothing of papers and of who asks.
 */
@NullMarked
package io.akin.embed;

import org.jspecify.annotations.NullMarked;
