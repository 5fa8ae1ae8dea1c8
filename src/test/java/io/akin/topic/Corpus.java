package io.akin.topic;

import io.akin.atlas.Topic;
import io.akin.cluster.Clustering;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Papers with their groups, made for a test, row by row. */
final class Corpus {
  private final List<Paper> papers = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();
  private final List<int[]> labels = new ArrayList<>();

  /** A paper, and its group on each level, the coarsest first. */
  Corpus add(String title, String abstractText, float[] vector, int... groups) {
    return add(Paper.titled(title).abstractText(abstractText).build(), vector, groups);
  }

  Corpus add(Paper paper, float[] vector, int... groups) {
    papers.add(paper);
    vectors.add(vector);
    labels.add(groups);
    return this;
  }

  /** So many papers of one text, with vectors around an axis of eight. */
  Corpus addMany(int count, String title, String abstractText, int axis, int... groups) {
    for (int i = 0; i < count; i++) {
      String own = "%s (%s, %d)".formatted(title, groups[groups.length - 1], i);
      add(own, abstractText, around(axis, i), groups);
    }
    return this;
  }

  static float[] around(int axis, int i) {
    float[] vector = new float[8];
    vector[axis] = 1;
    vector[(axis + 1 + i % 7) % 8] += 0.1f + 0.01f * i;
    return vector;
  }

  static Paper published(String title, String date) {
    return Paper.titled(title).published(PublicationDate.parse(date)).build();
  }

  /** The same rows in another order. */
  Corpus inOrder(List<Integer> order) {
    Corpus other = new Corpus();
    order.forEach(row -> other.add(papers.get(row), vectors.get(row), labels.get(row)));
    return other;
  }

  Paper paper(int row) {
    return papers.get(row);
  }

  int size() {
    return papers.size();
  }

  List<Topic> topics() throws InterruptedException {
    return topics(2);
  }

  List<Topic> topics(int threads) throws InterruptedException {
    List<Clustering> levels = new ArrayList<>();
    float[] memberships = new float[papers.size()];
    Arrays.fill(memberships, 1);
    for (int level = 0; level < labels.getFirst().length; level++) {
      int at = level;
      levels.add(new Clustering(labels.stream().mapToInt(row -> row[at]).toArray(), memberships));
    }
    EmbeddingMatrix matrix =
        EmbeddingMatrix.of(vectors.stream().map(Embedding::normalised).toList());
    float[][] layout =
        vectors.stream().map(v -> new float[] {v[0] - v[1], v[0] + v[1]}).toArray(float[][]::new);
    return new TopicNames(TopicOptions.DEFAULTS)
        .name(papers, matrix, levels, layout, new Workers(threads, Progress.NONE));
  }
}
