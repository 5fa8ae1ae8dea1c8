package io.akin.http.site;

import io.akin.atlas.Topic;
import io.akin.landscape.Landscape;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** The topics of a landscape in lists, all with the growth of the same three years. */
final class TopicLines {
  private static final int MONTHS = 36;

  private final Landscape landscape;
  private final YearMonth last;

  TopicLines(Landscape landscape, InstantSource clock) {
    this.landscape = landscape;
    YearMonth now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    this.last = landscape.lastMonth(now).orElse(now); // some papers are dated to a year yet to come
  }

  /** The last month of which there are papers. */
  YearMonth last() {
    return last;
  }

  /** Topics without what they are made of. */
  List<TopicLine> flat(List<Integer> numbers) {
    return numbers.stream().map(number -> line(number, _ -> false)).toList();
  }

  /** The tree, level by level as far as a number of topics allows. */
  List<TopicLine> tree(int most) {
    Set<Integer> within = new HashSet<>(landscape.withinLevels(most));
    return landscape.roots().stream()
        .filter(within::contains)
        .map(number -> line(number, within::contains))
        .toList();
  }

  private TopicLine line(int number, IntPredicate wanted) {
    Topic topic = landscape.topic(number);
    List<TopicLine> parts =
        landscape.children(number).stream()
            .filter(wanted::test)
            .map(child -> line(child, wanted))
            .toList();
    return TopicLine.of(topic, Growth.of(topic, last.minusMonths(MONTHS - 1L), last), parts);
  }
}
