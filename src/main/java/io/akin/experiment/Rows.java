package io.akin.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.embedding.EmbeddingMatrix;
import io.akin.index.IndexedPaper;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Papers in the order of their identifiers, so that the order in which they came never shows.
 *
 * @param digest a SHA-256 of identifiers, texts and vectors, 64 hexadecimal digits
 */
record Rows(List<Paper> papers, EmbeddingMatrix vectors, String digest) {

  static Rows of(Collection<IndexedPaper> chosen) {
    List<IndexedPaper> sorted =
        chosen.stream()
            .sorted(
                Comparator.comparing((IndexedPaper each) -> each.paper().id())
                    .thenComparing(IndexedPaper::contentHash)) // two may be known by one
            .toList();
    EmbeddingMatrix vectors =
        EmbeddingMatrix.of(sorted.stream().map(IndexedPaper::embedding).toList());
    return new Rows(
        sorted.stream().map(IndexedPaper::paper).toList(), vectors, digest(sorted, vectors));
  }

  List<PaperId> ids() {
    return papers.stream().map(Paper::id).toList();
  }

  private static String digest(List<IndexedPaper> sorted, EmbeddingMatrix vectors) {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    ByteBuffer bytes = ByteBuffer.allocate(vectors.dimension() * Float.BYTES);
    for (int row = 0; row < sorted.size(); row++) {
      IndexedPaper paper = sorted.get(row);
      sha256.update(
          (paper.paper().id().text() + "\n" + paper.contentHash() + "\n").getBytes(UTF_8));
      bytes.clear().asFloatBuffer().put(vectors.row(row));
      sha256.update(bytes);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
