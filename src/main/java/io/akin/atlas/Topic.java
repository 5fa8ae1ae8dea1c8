package io.akin.atlas;

import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A group of papers about one thing.
 *
 * @param slug names it in addresses, unique in its atlas: lower-case letters, digits and hyphens
 * @param name for people, its most telling phrases; no two topics under one parent have the same
 * @param level 0 for the coarsest
 * @param parent the topic one level coarser that it is part of, by number; none at level 0
 * @param papers how many are in it
 * @param phrases the most telling first, each of one to three words
 * @param representatives rows of the papers most like the whole, best first
 * @param x across, of the place where its name is drawn
 * @param y up, of that place
 * @param months how many of its papers are of each month; papers whose date is not as precise are
 *     in none
 * @param bridges papers that are about another topic of this level too, most so first
 */
public record Topic(
    String slug,
    String name,
    int level,
    OptionalInt parent,
    int papers,
    List<String> phrases,
    List<Integer> representatives,
    float x,
    float y,
    SortedMap<YearMonth, Integer> months,
    List<Bridge> bridges) {

  public Topic {
    phrases = List.copyOf(phrases);
    representatives = List.copyOf(representatives);
    months = Collections.unmodifiableSortedMap(new TreeMap<>(months));
    bridges = List.copyOf(bridges);
  }

  /**
   * A paper of this topic that is nearly as much in another one.
   *
   * @param row the paper
   * @param topic the other topic, by number
   */
  public record Bridge(int row, int topic) {}
}
