package io.akin.landscape;

import io.akin.atlas.Atlas;
import io.akin.atlas.Topic;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** An atlas whose topics are found by name and walked as a tree. Immutable and thread-safe. */
public final class Landscape {
  private static final int VERSION_DIGITS = 16;
  private static final int GRAM = 3;

  private final Atlas atlas;
  private final NavigableSet<YearMonth> months = new TreeSet<>();

  Landscape(Atlas atlas) {
    this.atlas = atlas;
    atlas.topics().forEach(topic -> months.addAll(topic.months().keySet()));
  }

  /** The atlas. */
  public Atlas atlas() {
    return atlas;
  }

  /** Equal for equal atlases, and short: hexadecimal digits of a SHA-256 of all that is in it. */
  public String version() {
    return atlas.digest().substring(0, VERSION_DIGITS);
  }

  /** A topic by number. */
  public Topic topic(int number) {
    return atlas.topics().get(number);
  }

  /** The last month up to another one that there are papers of. */
  public Optional<YearMonth> lastMonth(YearMonth latest) {
    return Optional.ofNullable(months.floor(latest));
  }

  /** The number of a topic. */
  public OptionalInt find(String slug) {
    return atlas.find(slug);
  }

  /** The topics one level finer that a topic is made of, the largest first. */
  public List<Integer> children(int topic) {
    return atlas.children(topic);
  }

  /** The topics of the coarsest level, the largest first. */
  public List<Integer> roots() {
    List<Integer> roots = new ArrayList<>();
    for (int i = 0; i < atlas.topics().size(); i++) {
      if (topic(i).parent().isEmpty()) {
        roots.add(i);
      }
    }
    return roots;
  }

  /**
   * The topics in the order of the tree, each followed by what it is made of: of the coarsest level
   * at most a number, and of the finer ones as many whole levels as do not exceed it.
   */
  public List<Integer> withinLevels(int most) {
    long[] upTo = new long[1 + atlas.topics().stream().mapToInt(Topic::level).max().orElse(0)];
    for (Topic topic : atlas.topics()) {
      for (int level = topic.level(); level < upTo.length; level++) {
        upTo[level]++;
      }
    }
    int finest = 0;
    while (finest + 1 < upTo.length && upTo[finest + 1] <= most) {
      finest++;
    }
    List<Integer> numbers = new ArrayList<>();
    for (int root : roots().stream().limit(most).toList()) {
      addTree(root, finest, numbers);
    }
    return numbers;
  }

  private void addTree(int topic, int finest, List<Integer> numbers) {
    if (topic(topic).level() <= finest) {
      numbers.add(topic);
      children(topic).forEach(child -> addTree(child, finest, numbers));
    }
  }

  /**
   * The topics whose slugs look most like one that is not there, most alike first: those that share
   * the largest part of its and their sequences of three characters.
   */
  public List<Topic> nearest(String slug, int most) {
    Set<String> wanted = grams(slug);
    record Alike(Topic topic, double share) {}
    return atlas.topics().stream()
        .map(topic -> new Alike(topic, share(wanted, grams(topic.slug()))))
        .filter(alike -> alike.share > 0)
        .sorted(
            Comparator.comparingDouble(Alike::share)
                .reversed()
                .thenComparing(alike -> alike.topic.slug()))
        .limit(most)
        .map(Alike::topic)
        .toList();
  }

  private static Set<String> grams(String text) {
    Set<String> grams = new HashSet<>();
    for (int i = 0; i + GRAM <= text.length() && i < 200; i++) {
      grams.add(text.substring(i, i + GRAM));
    }
    return grams;
  }

  private static double share(Set<String> one, Set<String> other) {
    long common = one.stream().filter(other::contains).count();
    return (double) common / Math.max(1, one.size() + other.size() - common);
  }
}
