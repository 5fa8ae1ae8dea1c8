package io.akin.landscape;

import io.akin.atlas.Atlas;
import io.akin.index.PaperIndex;
import io.akin.paper.Paper;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** What the index knows of the papers of an atlas, by row. Immutable and thread-safe. */
public final class PaperFacts {
  /** The most categories that are told apart; papers of rarer ones have none. */
  public static final int MAX_CATEGORIES = 200;

  private static final int UNKNOWN = Integer.MIN_VALUE;
  private static final int NONE = -1;

  private final boolean[] present;
  private final int[] days;
  private final boolean[] toTheMonth;
  private final int[] categoryOf;
  private final List<String> categories;
  private final int[][] newest;

  private PaperFacts(Landscape landscape, Reading reading) {
    this.present = reading.present;
    this.days = reading.days;
    this.toTheMonth = reading.toTheMonth;
    List<Integer> kept =
        IntStream.range(0, reading.names.size())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(reading.counts::get)
                    .reversed()
                    .thenComparing(reading.names::get))
            .limit(MAX_CATEGORIES)
            .toList();
    this.categories = kept.stream().map(reading.names::get).toList();
    int[] ranks = new int[reading.names.size()];
    Arrays.fill(ranks, NONE);
    for (int rank = 0; rank < kept.size(); rank++) {
      ranks[kept.get(rank)] = rank;
    }
    this.categoryOf =
        Arrays.stream(reading.categories)
            .map(category -> category == NONE ? NONE : ranks[category])
            .toArray();
    this.newest = newest(landscape);
  }

  /** Reads all papers of an index; seconds for 100,000. */
  static PaperFacts read(Landscape landscape, PaperIndex index) throws IOException {
    Reading reading = new Reading(landscape.atlas());
    index.scan(indexed -> reading.add(indexed.paper()));
    return new PaperFacts(landscape, reading);
  }

  /** The facts as they come, each at the row of its paper. */
  private static final class Reading {
    private final Atlas atlas;
    private final boolean[] present;
    private final int[] days;
    private final boolean[] toTheMonth;
    private final int[] categories;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();

    Reading(Atlas atlas) {
      this.atlas = atlas;
      this.present = new boolean[atlas.size()];
      this.days = new int[atlas.size()];
      this.toTheMonth = new boolean[atlas.size()];
      this.categories = new int[atlas.size()];
      Arrays.fill(days, UNKNOWN);
      Arrays.fill(categories, NONE);
    }

    void add(Paper paper) {
      OptionalInt place =
          paper.ids().stream()
              .map(atlas::row)
              .filter(OptionalInt::isPresent)
              .findFirst()
              .orElse(OptionalInt.empty());
      if (place.isEmpty()) {
        return;
      }
      int row = place.getAsInt();
      present[row] = true;
      paper
          .published()
          .ifPresent(
              date -> {
                days[row] = Math.toIntExact(date.firstDay().toEpochDay());
                toTheMonth[row] = date.month() > 0;
              });
      paper.categories().stream()
          .findFirst()
          .ifPresent(
              name -> {
                int number = numbers.computeIfAbsent(name, _ -> numbers.size());
                if (number == names.size()) {
                  names.add(name);
                  counts.add(0);
                }
                counts.set(number, counts.get(number) + 1);
                categories[row] = number;
              });
    }
  }

  /** The rows of each topic's papers that are in the index, the last published first. */
  private int[][] newest(Landscape landscape) {
    Atlas atlas = landscape.atlas();
    List<Integer> rows =
        IntStream.range(0, atlas.size())
            .filter(row -> present[row])
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(row -> days[row]).reversed())
            .toList();
    int topics = atlas.topics().size();
    int[] sizes = new int[topics];
    rows.forEach(row -> eachTopic(landscape, row, topic -> sizes[topic]++));
    int[][] members = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    int[] filled = new int[topics];
    rows.forEach(row -> eachTopic(landscape, row, topic -> members[topic][filled[topic]++] = row));
    return members;
  }

  /** A paper's topic, and those that it is part of. */
  private static void eachTopic(Landscape landscape, int row, IntConsumer consumer) {
    int topic = landscape.atlas().topic(row);
    while (topic != Atlas.NOISE) {
      consumer.accept(topic);
      topic = landscape.topic(topic).parent().orElse(Atlas.NOISE);
    }
  }

  /** Whether the paper is still in the index. */
  public boolean isPresent(int row) {
    return present[row];
  }

  /** When the paper was published, if it is known to the month. */
  public Optional<YearMonth> month(int row) {
    return toTheMonth[row]
        ? Optional.of(YearMonth.from(LocalDate.ofEpochDay(days[row])))
        : Optional.empty();
  }

  /** The first category of the paper, by its place in {@link #categories}. */
  public OptionalInt category(int row) {
    return categoryOf[row] == NONE ? OptionalInt.empty() : OptionalInt.of(categoryOf[row]);
  }

  /** The categories, the most frequent first. */
  public List<String> categories() {
    return categories;
  }

  /** How many papers of a topic, and of those it is made of, are in the index. */
  public int size(int topic) {
    return newest[topic].length;
  }

  /** The rows of a topic's papers, the last published first: a part of them. */
  public List<Integer> newest(int topic, long skip, int limit) {
    return Arrays.stream(newest[topic]).skip(skip).limit(limit).boxed().toList();
  }
}
