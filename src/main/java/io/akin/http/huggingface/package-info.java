/**
 * The interface of Hugging Face Papers, for clients that are told to find it here, such as the
 * Python client with {@code HF_ENDPOINT}. It knows papers and lists of them, and nothing of other
 * surfaces.
 */
@NullMarked
package io.akin.http.huggingface;

import org.jspecify.annotations.NullMarked;
