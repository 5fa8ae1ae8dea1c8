/**
 * Embeddings as clients of Text Embeddings Inference ask for them. Knows nothing of papers; a
 * text's role is named by the prompt that a client asks for.
 */
@NullMarked
package io.akin.http.textembeddings;

import org.jspecify.annotations.NullMarked;
