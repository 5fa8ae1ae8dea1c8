package io.akin.index;

import io.akin.embedding.Embedding;
import io.akin.paper.Paper;

/**
 * A paper and its vector, which appear in an index and vanish from it together.
 *
 * @param contentHash tells whether the vector is still that of the paper's text; see {@code ingest}
 */
public record IndexedPaper(Paper paper, Embedding embedding, String contentHash) {}
