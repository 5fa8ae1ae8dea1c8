package io.akin.export;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.index.PaperView.VectorConsumer;
import io.akin.paper.Paper;
import java.io.IOException;
import java.util.List;

/** Papers that are in memory. */
final class ListSource implements PaperSource {
  private final List<Paper> papers;
  private final EmbeddingMatrix vectors;

  ListSource(List<Paper> papers, EmbeddingMatrix vectors) {
    this.papers = List.copyOf(papers);
    this.vectors = vectors;
    if (papers.size() != vectors.size()) {
      throw new IllegalArgumentException(
          "%d papers, but %d vectors".formatted(papers.size(), vectors.size()));
    }
    for (int i = 1; i < papers.size(); i++) {
      if (papers.get(i - 1).id().compareTo(papers.get(i).id()) >= 0) {
        throw new IllegalArgumentException(
            "want papers in the order of their identifiers, each once, got %s before %s"
                .formatted(papers.get(i - 1).id().text(), papers.get(i).id().text()));
      }
    }
  }

  @Override
  public int size() {
    return papers.size();
  }

  @Override
  public int dimension() {
    return vectors.dimension();
  }

  @Override
  public void scan(PaperConsumer consumer) throws IOException {
    for (int i = 0; i < papers.size(); i++) {
      consumer.accept(papers.get(i), Embedding.ofUnit(vectors.row(i)));
    }
  }

  @Override
  public void scanVectors(VectorConsumer consumer) throws IOException {
    for (int i = 0; i < papers.size(); i++) {
      consumer.accept(papers.get(i).id(), vectors.row(i));
    }
  }
}
