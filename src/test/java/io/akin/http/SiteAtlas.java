package io.akin.http;

import io.akin.atlas.Atlas;
import io.akin.atlas.Provenance;
import io.akin.atlas.Topic;
import io.akin.index.PaperIndex;
import io.akin.index.lucene.LuceneIndex;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An atlas that was made by hand: two coarse topics, one of two fine ones and one of one, in which
 * the papers are in turn; each fifth is in none.
 */
public final class SiteAtlas {
  /** The slugs of the topics, by number: two coarse ones and then three fine ones. */
  public static final List<String> SLUGS =
      List.of("kites-wind", "bread", "kites-strings", "kites-dragons", "sour-dough");

  private static final int FINE = 2;
  private static final int IN_TURN = 5;

  private final String names;

  /** An atlas whose topics' names begin with a text. */
  public SiteAtlas(String names) {
    this.names = names;
  }

  /** An atlas of the papers in an index. */
  public static Atlas of(Path index) throws IOException {
    return new SiteAtlas("").over(index);
  }

  /** An atlas of the papers in an index. */
  public Atlas over(Path folder) throws IOException {
    List<Paper> papers = new ArrayList<>();
    try (PaperIndex index = LuceneIndex.open(folder)) {
      index.scan(indexed -> papers.add(indexed.paper()));
    }
    return over(papers);
  }

  private Atlas over(List<Paper> papers) {
    int n = papers.size();
    float[] x = new float[n];
    float[] y = new float[n];
    float[] memberships = new float[n];
    int[] topicOf = new int[n];
    for (int row = 0; row < n; row++) {
      x[row] = (float) (row * Math.cos(row));
      y[row] = (float) (row * Math.sin(row));
      int turn = row % IN_TURN;
      topicOf[row] = turn == IN_TURN - 1 ? Atlas.NOISE : FINE + Math.min(turn, 2);
      memberships[row] = turn == IN_TURN - 1 ? 0 : 1;
    }
    List<PaperId> ids = papers.stream().map(Paper::id).toList();
    List<Topic> topics = new ArrayList<>();
    for (int topic = 0; topic < SLUGS.size(); topic++) {
      topics.add(topic(topic, papers, topicOf));
    }
    return new Atlas(
        new Provenance("words", "00", 1, new TreeMap<>()), ids, x, y, topicOf, memberships, topics);
  }

  private static OptionalInt parent(int topic) {
    return topic < FINE ? OptionalInt.empty() : OptionalInt.of(topic < 4 ? 0 : 1);
  }

  private Topic topic(int topic, List<Paper> papers, int[] topicOf) {
    List<Integer> rows =
        IntStream.range(0, papers.size())
            .filter(
                row ->
                    topicOf[row] == topic
                        || (topicOf[row] != Atlas.NOISE
                            && parent(topicOf[row]).orElse(topic + 1) == topic))
            .boxed()
            .toList();
    SortedMap<YearMonth, Integer> months = new TreeMap<>();
    for (int row : rows) {
      papers
          .get(row)
          .published()
          .map(PublicationDate::firstDay)
          .ifPresent(day -> months.merge(YearMonth.from(day), 1, Integer::sum));
    }
    String name = names + SLUGS.get(topic).replace('-', ' ');
    return new Topic(
        SLUGS.get(topic),
        name,
        topic < FINE ? 0 : 1,
        parent(topic),
        rows.size(),
        List.of(name, "wind"),
        rows.stream().limit(3).toList(),
        topic,
        topic,
        months,
        rows.isEmpty() ? List.of() : List.of(new Topic.Bridge(rows.getLast(), topic == 0 ? 1 : 0)));
  }
}
