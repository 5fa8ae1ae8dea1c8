package io.akin.experiment;

import io.akin.atlas.Atlas;
import io.akin.atlas.Topic;
import io.akin.cluster.NeighbourGraph;
import io.akin.topic.Months;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Papers among which an atlas is found again: what it says of those it has, and of the others. */
final class Extension {
  private final Atlas old;
  private final Rows rows;

  /** The row in the old atlas, or -1. */
  private final int[] oldRow;

  private final int[] topicOf;
  private final float[] memberships;

  private Extension(Atlas old, Rows rows, int[] oldRow) {
    this.old = old;
    this.rows = rows;
    this.oldRow = oldRow;
    this.topicOf = new int[oldRow.length];
    this.memberships = new float[oldRow.length];
  }

  static Extension of(Atlas old, Rows rows) {
    return new Extension(
        old, rows, rows.ids().stream().mapToInt(id -> old.row(id).orElse(-1)).toArray());
  }

  /** Which rows the old atlas has. */
  boolean[] isOld() {
    boolean[] isOld = new boolean[oldRow.length];
    for (int row = 0; row < isOld.length; row++) {
      isOld[row] = oldRow[row] >= 0;
    }
    return isOld;
  }

  /** The places of these rows, in their order. */
  float[][] places() {
    return IntStream.of(oldRow)
        .filter(row -> row >= 0)
        .mapToObj(row -> new float[] {old.x(row), old.y(row)})
        .toArray(float[][]::new);
  }

  /** Gives every paper a topic, the new ones by the votes of their old neighbours. */
  void vote(NeighbourGraph graph) {
    for (int row = 0; row < oldRow.length; row++) {
      if (oldRow[row] >= 0) {
        topicOf[row] = old.topic(oldRow[row]);
        memberships[row] = old.membership(oldRow[row]);
      } else {
        elect(row, graph.neighbours(row));
      }
    }
  }

  /** Of topics with as many votes, that of the nearest voter wins. */
  private void elect(int row, int[] neighbours) {
    Map<Integer, Integer> votes = new HashMap<>();
    int cast = 0;
    for (int neighbour : neighbours) {
      if (oldRow[neighbour] >= 0) {
        votes.merge(old.topic(oldRow[neighbour]), 1, Integer::sum);
        cast++;
      }
    }
    topicOf[row] = Atlas.NOISE;
    int most = 0;
    for (int neighbour : neighbours) {
      if (oldRow[neighbour] >= 0) {
        int topic = old.topic(oldRow[neighbour]);
        int count = votes.getOrDefault(topic, 0);
        if (count > most) {
          most = count;
          topicOf[row] = topic;
          memberships[row] = topic == Atlas.NOISE ? 0 : (float) count / cast;
        }
      }
    }
  }

  int[] topicOf() {
    return topicOf;
  }

  float[] memberships() {
    return memberships;
  }

  /** The old topics with what their papers are now. */
  List<Topic> topics() {
    int[] now = new int[old.size()];
    Arrays.fill(now, -1);
    for (int row = 0; row < oldRow.length; row++) {
      if (oldRow[row] >= 0) {
        now[oldRow[row]] = row;
      }
    }
    List<List<Integer>> members = new ArrayList<>();
    old.topics().forEach(_ -> members.add(new ArrayList<>()));
    for (int row = 0; row < topicOf.length; row++) {
      for (int topic = topicOf[row]; topic != Atlas.NOISE; topic = parent(topic)) {
        members.get(topic).add(row);
      }
    }
    List<Topic> topics = new ArrayList<>();
    for (int number = 0; number < members.size(); number++) {
      Topic topic = old.topics().get(number);
      int[] in = members.get(number).stream().mapToInt(Integer::intValue).toArray();
      topics.add(
          new Topic(
              topic.slug(),
              topic.name(),
              topic.level(),
              topic.parent(),
              in.length,
              topic.phrases(),
              topic.representatives().stream()
                  .map(row -> now[row])
                  .filter(row -> row >= 0)
                  .toList(),
              topic.x(),
              topic.y(),
              Months.of(rows.papers(), in),
              topic.bridges().stream()
                  .filter(bridge -> now[bridge.row()] >= 0)
                  .map(bridge -> new Topic.Bridge(now[bridge.row()], bridge.topic()))
                  .toList()));
    }
    return topics;
  }

  private int parent(int topic) {
    OptionalInt parent = old.topics().get(topic).parent();
    return parent.orElse(Atlas.NOISE);
  }
}
