package io.akin.export;

import io.akin.atlas.Topic;
import io.akin.embedding.Embedding;
import io.akin.paper.Paper;
import java.util.List;
import java.util.Optional;

/**
 * A paper with all that is known of it.
 *
 * @param number of the row, from 0
 * @param url where the paper is to be read
 * @param place on the map; none of a paper that the atlas does not hold
 * @param near its neighbours; none of a paper that the graph does not hold
 */
record Row(
    int number,
    Paper paper,
    Embedding vector,
    Optional<String> url,
    Optional<Place> place,
    Optional<Near> near) {

  /**
   * Where a paper is.
   *
   * @param topic the finest one by its number in the atlas, or -1
   * @param membership how much the paper is in it, 0 to 1
   * @param path that topic and those that it is part of, the coarsest first; empty for noise
   */
  record Place(float x, float y, int topic, float membership, List<Topic> path) {
    Place {
      path = List.copyOf(path);
    }

    /** The name of the finest topic; none for noise, which is told by its number. */
    Optional<String> label() {
      return path.isEmpty() ? Optional.empty() : Optional.of(path.getLast().name());
    }

    /** The name of the topic at a level, if the paper's topics are as fine. */
    Optional<String> label(int level) {
      return path.stream().filter(topic -> topic.level() == level).map(Topic::name).findFirst();
    }
  }

  /**
   * The papers nearest to one, nearest first.
   *
   * @param rows their numbers
   * @param distances one minus the cosine, in the same order
   */
  record Near(List<Integer> rows, List<Float> distances) {
    Near {
      rows = List.copyOf(rows);
      distances = List.copyOf(distances);
    }
  }
}
