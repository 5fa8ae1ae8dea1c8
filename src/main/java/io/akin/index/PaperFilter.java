package io.akin.index;

import io.akin.paper.Paper;
import java.util.Comparator;
import java.util.List;

/**
 * Which papers a search may find: those that meet every condition.
 *
 * @param conditions in any order, which makes no difference; none lets every paper through
 */
public record PaperFilter(List<Condition> conditions) {
  /** Lets every paper through. */
  public static final PaperFilter ALL = new PaperFilter(List.of());

  public PaperFilter {
    conditions =
        conditions.stream()
            .distinct()
            .sorted(Comparator.comparing(Condition::name).thenComparing(Object::toString))
            .toList();
  }

  public boolean matches(Paper paper) {
    return conditions.stream().allMatch(condition -> condition.matches(paper));
  }

  /** The same filter without one of its conditions. */
  public PaperFilter without(Condition condition) {
    return new PaperFilter(conditions.stream().filter(other -> !other.equals(condition)).toList());
  }
}
