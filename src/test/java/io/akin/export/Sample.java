package io.akin.export;

import io.akin.atlas.Atlas;
import io.akin.atlas.Provenance;
import io.akin.atlas.Topic;
import io.akin.cluster.GivenGraph;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.paper.Author;
import io.akin.paper.Link;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Four papers: of two topics, of none, and one that came after the atlas was made. */
final class Sample {
  static final String HOSTILE =
      "=cmd|' /C calc'!A1 </script><script>alert(\"1\")</script> & \u2028";

  static final List<Paper> PAPERS =
      List.of(
          Paper.titled("Kites, \"strings\"; and wind")
              .ids(List.of(id("1706.03762")))
              .abstractText("How kites fly.")
              .authors(List.of(new Author("Ada Lovelace"), new Author("Brook Taylor")))
              .published(PublicationDate.parse("2017-06-12"))
              .venue("Journal of Kites")
              .categories(List.of("cs.CL", "cs.LG"))
              .keywords(List.of("kite"))
              .upvotes(7)
              .build(),
          Paper.titled("Bread and dough").ids(List.of(id("2306.00978"))).build(),
          Paper.titled("凧の研究 🪁")
              .ids(List.of(id("2401.00001")))
              .abstractText("日本の凧")
              .published(PublicationDate.parse("2024"))
              .build(),
          Paper.titled(HOSTILE)
              .ids(List.of(id("10.1145/3292500.3330701")))
              .links(List.of(new Link(Link.Kind.PAGE, "https://example.org/a")))
              .build());

  static final EmbeddingMatrix VECTORS =
      EmbeddingMatrix.of(
          List.of(
              Embedding.ofUnit(new float[] {1, 0, 0}),
              Embedding.ofUnit(new float[] {0.6f, 0.8f, 0}),
              Embedding.ofUnit(new float[] {0, 0.6f, -0.8f}),
              Embedding.ofUnit(new float[] {0, 0, -1})));

  private Sample() {}

  private static PaperId id(String text) {
    return PaperId.parse(text).orElseThrow();
  }

  /** An atlas of the first three papers: kites in the air, noise, kites. */
  static Atlas atlas() {
    return new Atlas(
        new Provenance("toy@1", "abc", 42, new TreeMap<>(Map.of("k", "2"))),
        ids(PAPERS.subList(0, 3)),
        new float[] {1.5f, -2, 0.25f},
        new float[] {-0.5f, 0, 1e-7f},
        new int[] {1, Atlas.NOISE, 0},
        new float[] {0.75f, 0, 1},
        List.of(
            topic("kites", 0, OptionalInt.empty(), 2),
            topic("<b>kites</b> in the air", 1, OptionalInt.of(0), 1)));
  }

  private static Topic topic(String name, int level, OptionalInt parent, int papers) {
    return new Topic(
        "t" + level,
        name,
        level,
        parent,
        papers,
        List.of(name),
        List.of(0),
        0.5f,
        0.25f,
        new TreeMap<>(),
        List.of());
  }

  /** A graph whose first node is a paper that is not exported. */
  static Neighbours neighbours() {
    List<PaperId> papers = new ArrayList<>();
    papers.add(id("0704.0001"));
    papers.addAll(ids(PAPERS.subList(0, 3)));
    return new Neighbours(
        papers,
        GivenGraph.of(
            new int[][] {{1, 2}, {2, 0}, {1, 3}, {2, 1}},
            new float[][] {{0.9f, 0.8f}, {0.6f, 0.5f}, {0.6f, 0.48f}, {0.48f, 0}}));
  }

  static List<PaperId> ids(List<Paper> papers) {
    return papers.stream().map(Paper::id).toList();
  }

  /** All papers with all that is known of them. */
  static Rows rows() {
    return rows(Optional.of(atlas()), Optional.of(neighbours()));
  }

  /** All papers before anything has been made of them. */
  static Rows plain() {
    return rows(Optional.empty(), Optional.empty());
  }

  private static Rows rows(Optional<Atlas> atlas, Optional<Neighbours> neighbours) {
    return new Rows(PaperSource.of(PAPERS, VECTORS), atlas, neighbours, Sample::address);
  }

  private static Optional<String> address(Paper paper) {
    return Optional.of("https://example.org/" + paper.id().value());
  }
}
