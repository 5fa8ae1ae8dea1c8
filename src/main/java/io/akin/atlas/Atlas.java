package io.akin.atlas;

import io.akin.paper.PaperId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Papers, their topics and their places on a map. Row i is a paper, topic t one of {@link #topics};
 * rows are in the order of the papers' identifiers. Immutable and thread-safe.
 */
public final class Atlas {
  /** The topic of a paper that is in none. */
  public static final int NOISE = -1;

  private final Provenance provenance;
  private final List<PaperId> papers;
  private final Map<PaperId, Integer> rows;
  private final float[] x;
  private final float[] y;
  private final int[] topicOf;
  private final float[] memberships;
  private final List<Topic> topics;
  private final Map<String, Integer> numbers;
  private final List<List<Integer>> children;
  private final String digest;

  /**
   * Wraps copies.
   *
   * @param x across, {@code float[n]}
   * @param y up, {@code float[n]}
   * @param topicOf the finest topic of each paper by number, or {@link #NOISE}
   * @param memberships how much each paper is in that topic, 0 to 1
   * @param topics of all levels, the coarsest first, in a level the largest first
   */
  public Atlas(
      Provenance provenance,
      List<PaperId> papers,
      float[] x,
      float[] y,
      int[] topicOf,
      float[] memberships,
      List<Topic> topics) {
    this.provenance = provenance;
    this.papers = List.copyOf(papers);
    int n = this.papers.size();
    if (x.length != n || y.length != n || topicOf.length != n || memberships.length != n) {
      throw new IllegalArgumentException(
          "%d papers, but %d and %d coordinates, %d topics and %d memberships"
              .formatted(n, x.length, y.length, topicOf.length, memberships.length));
    }
    this.x = x.clone();
    this.y = y.clone();
    this.topicOf = topicOf.clone();
    this.memberships = memberships.clone();
    this.topics = List.copyOf(topics);
    this.rows = HashMap.newHashMap(n);
    for (int row = 0; row < n; row++) {
      rows.put(this.papers.get(row), row);
    }
    this.numbers = HashMap.newHashMap(this.topics.size());
    List<List<Integer>> parts = new ArrayList<>();
    for (int number = 0; number < this.topics.size(); number++) {
      Topic topic = this.topics.get(number);
      parts.add(new ArrayList<>());
      numbers.put(topic.slug(), number);
      if (topic.parent().isPresent()) {
        parts.get(topic.parent().getAsInt()).add(number); // a coarser one, so one before it
      }
    }
    this.children = parts.stream().map(List::copyOf).toList();
    this.digest = AtlasDigest.of(this);
  }

  /**
   * A SHA-256 of all that is in it but its provenance, 64 hexadecimal digits: equal for atlases
   * with the same papers, topics, names and coordinates, to the last bit.
   */
  public String digest() {
    return digest;
  }

  /** How it was made. */
  public Provenance provenance() {
    return provenance;
  }

  /** How many papers, n. */
  public int size() {
    return papers.size();
  }

  /** The papers, by row. */
  public List<PaperId> papers() {
    return papers;
  }

  /** The row of a paper, by the identifier that it is known by. */
  public OptionalInt row(PaperId id) {
    Integer row = rows.get(id);
    return row == null ? OptionalInt.empty() : OptionalInt.of(row);
  }

  /** How far right a paper lies on the map. */
  public float x(int row) {
    return x[row];
  }

  /** How far up a paper lies on the map. */
  public float y(int row) {
    return y[row];
  }

  /** The finest topic of a paper by number, or {@link #NOISE}. */
  public int topic(int row) {
    return topicOf[row];
  }

  /** How much a paper is in its topic, 0 to 1. */
  public float membership(int row) {
    return memberships[row];
  }

  /** The topics of all levels, the coarsest level first, in a level the largest first. */
  public List<Topic> topics() {
    return topics;
  }

  /** The number of a topic. */
  public OptionalInt find(String slug) {
    Integer number = numbers.get(slug);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The topics one level finer that a topic is made of, by number, the largest first. */
  public List<Integer> children(int topic) {
    return children.get(topic);
  }

  /** How many papers are in no topic. */
  public int noise() {
    return (int) Arrays.stream(topicOf).filter(topic -> topic == NOISE).count();
  }

  /** Whether a paper is in a topic of whatever level. */
  public boolean isIn(int row, int topic) {
    for (int at = topicOf[row]; at != NOISE; at = topics.get(at).parent().orElse(NOISE)) {
      if (at == topic) {
        return true;
      }
    }
    return false;
  }
}
