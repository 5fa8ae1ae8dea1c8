/**
 * JSON: records one a line or in documents of any size, in Akin's own form and in those of arXiv,
 * Hugging Face, Semantic Scholar, OpenAlex and CSL. Knows nothing of other formats.
 */
@NullMarked
package io.akin.corpus.json;

import org.jspecify.annotations.NullMarked;
