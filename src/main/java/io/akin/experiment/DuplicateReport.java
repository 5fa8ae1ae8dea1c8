package io.akin.experiment;

import java.util.List;

/**
 * Which papers are nearly the same.
 *
 * @param corpus a SHA-256 of the papers' identifiers, texts and vectors
 * @param papers how many were compared
 * @param groups the largest first, groups of a size by their first identifier
 */
public record DuplicateReport(String corpus, int papers, List<DuplicateGroup> groups) {
  public DuplicateReport {
    groups = List.copyOf(groups);
  }

  /** How many papers are in a group. */
  public int grouped() {
    return groups.stream().mapToInt(group -> group.papers().size()).sum();
  }
}
