package io.akin.topic;

import io.akin.topic.PhraseRanking.Ranked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives groups names of one to three phrases, no two under one parent the same, and none that of a
 * parent with other parts. Confined to one thread.
 */
final class Names {
  private static final int MOST_PHRASES = 3;

  /** A phrase below this share of the first one's score is not in a name. */
  private static final double LEAST = 0.3;

  /** The same, where the name has but one word yet. */
  private static final double LEAST_BESIDE_WORD = 0.1;

  /** Phrases of a name share at most this much of their words. */
  private static final double MOST_SAID = 0.4;

  private final KeyPhrases phrases;
  private final Map<Integer, String> surfaces;
  private final int length;

  /** By parent, the names in it: as sets of phrases, and in lower case. */
  private final Map<Integer, Set<Object>> taken = new HashMap<>();

  Names(KeyPhrases phrases, Map<Integer, String> surfaces, int length) {
    this.phrases = phrases;
    this.surfaces = surfaces;
    this.length = length;
  }

  /**
   * The name of a group; parents are named before their parts.
   *
   * @param number the group's
   * @param picked its phrases, best first
   * @param title what to call it if it has none
   */
  String name(int number, Groups.Group group, List<Ranked> picked, String title) {
    Set<Object> used = taken.computeIfAbsent(group.parent(), _ -> new HashSet<>());
    for (List<Ranked> name : possible(picked)) {
      Object key = name.stream().map(Ranked::phrase).collect(Collectors.toUnmodifiableSet());
      if (used.add(key)) {
        if (group.children().size() > 1) {
          taken.computeIfAbsent(number, _ -> new HashSet<>()).add(key);
        }
        String text = name.stream().map(this::surface).collect(Collectors.joining(", "));
        used.add(text.toLowerCase(Locale.ROOT));
        return text;
      }
    }
    return numbered(used, picked.isEmpty() ? shortened(title) : surface(picked.getFirst()));
  }

  /** The names that a group may have, best first: the best phrases, then one exchanged or more. */
  private List<List<Ranked>> possible(List<Ranked> picked) {
    if (picked.isEmpty()) {
      return List.of();
    }
    List<Ranked> best = best(picked);
    List<List<Ranked>> names = new ArrayList<>(List.of(best));
    for (int kept = best.size(); kept >= 0; kept--) {
      for (Ranked one : picked) {
        List<Ranked> name = new ArrayList<>(best.subList(0, kept));
        if (!name.contains(one)) {
          name.add(one);
          if (name.size() == 1 || (name.size() <= MOST_PHRASES && length(name) <= length)) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  private List<Ranked> best(List<Ranked> picked) {
    Ranked head = picked.getFirst();
    List<Ranked> name = new ArrayList<>(List.of(head));
    for (Ranked one : picked) {
      boolean word = name.size() == 1 && surface(head).indexOf(' ') < 0;
      double least = (word ? LEAST_BESIDE_WORD : LEAST) * head.score();
      if (name.size() < MOST_PHRASES
          && one.score() >= least
          && phrases.said(one, name) <= MOST_SAID
          && length(name) + 2 + surface(one).length() <= length) {
        name.add(one);
      }
    }
    return name;
  }

  private int length(List<Ranked> name) {
    return name.stream().mapToInt(one -> surface(one).length() + 2).sum() - 2;
  }

  private String surface(Ranked one) {
    return surfaces.getOrDefault(one.phrase(), "");
  }

  private String shortened(String title) {
    if (title.length() <= length) {
      return title;
    }
    int space = title.lastIndexOf(' ', length - 1);
    int end = space > length / 2 ? space : length - 1;
    return title.substring(0, Character.isHighSurrogate(title.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  private static String numbered(Set<Object> used, String name) {
    String free = name;
    for (int number = 2; !used.add(free.toLowerCase(Locale.ROOT)); number++) {
      free = "%s (%d)".formatted(name, number);
    }
    return free;
  }
}
