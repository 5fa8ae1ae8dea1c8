package io.akin.recommend;

import io.akin.index.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A paper to show, and those that are nearly the same as it and are not.
 *
 * @param hidden in the order of the list
 */
record Group(Ranked shown, List<Ranked> hidden) {
  Group {
    hidden = List.copyOf(hidden);
  }

  /** All of them, the one shown first. */
  List<Candidate> candidates() {
    return Stream.concat(Stream.of(shown), hidden.stream()).map(Ranked::candidate).toList();
  }

  Group with(Ranked duplicate) {
    List<Ranked> more = new ArrayList<>(hidden);
    more.add(duplicate);
    return new Group(shown, more);
  }
}
