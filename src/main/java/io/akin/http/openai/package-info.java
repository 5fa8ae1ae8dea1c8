/**
 * Embeddings as clients of OpenAI's interface ask for them, under {@code /v1}. Knows nothing of
 * papers; texts are encoded as documents, which is what the index holds.
 */
@NullMarked
package io.akin.http.openai;

import org.jspecify.annotations.NullMarked;
