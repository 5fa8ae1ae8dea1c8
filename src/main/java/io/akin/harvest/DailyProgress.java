package io.akin.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.remote.ServerAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How far a harvest of daily papers has come.
 *
 * @param url the server's address
 * @param since the first day that was asked for
 * @param until the last day that was asked for, if any was
 * @param next the day to go on with
 * @param finished whether all that was asked for is stored
 */
record DailyProgress(
    String url, LocalDate since, Optional<LocalDate> until, LocalDate next, boolean finished) {
  /** There were no daily papers before. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2023, 5, 4);

  static DailyProgress of(JsonNode node) {
    return new DailyProgress(
        ProgressFile.text(node, "url"),
        ProgressFile.day(node, "since"),
        ProgressFile.optionalDay(node, "until"),
        ProgressFile.day(node, "next"),
        node.path("finished").asBoolean(false));
  }

  /** A new harvest, on the day that was asked for or where the last one ended. */
  static DailyProgress start(
      Optional<DailyProgress> saved,
      ServerAddress server,
      Optional<LocalDate> since,
      Optional<LocalDate> until)
      throws HarvestException {
    LocalDate asked =
        since
            .or(() -> saved.map(DailyProgress::next))
            .orElseThrow(
                () ->
                    new HarvestException(
                        "no daily papers have been harvested from %s before; say from which day on:"
                                .formatted(server)
                            + " --since 2026-01-01"));
    if (until.isPresent() && until.get().isBefore(asked)) {
      throw new HarvestException(
          "the last day, %s, is before the first, %s; give a later --until or an earlier --since"
              .formatted(until.get(), asked));
    }
    LocalDate first = asked.isBefore(FIRST_DAY) ? FIRST_DAY : asked;
    return new DailyProgress(server.toString(), asked, until, first, false);
  }

  /** Whether this is the harvest that is to go on. */
  boolean isMeantBy(Optional<LocalDate> asked, Optional<LocalDate> last) {
    return !finished
        && (asked.isEmpty() || asked.get().equals(since))
        && (last.equals(until) || (asked.isEmpty() && last.isEmpty()));
  }

  DailyProgress at(LocalDate day, boolean isLast) {
    return new DailyProgress(url, since, until, day, isLast);
  }

  /**
   * As a document to keep.
   *
   * @param now when it is written, for people who look at it
   */
  ObjectNode json(Instant now) {
    ObjectNode node = ProgressFile.object();
    node.put("url", url).put("since", since.toString());
    until.ifPresent(day -> node.put("until", day.toString()));
    return node.put("next", next.toString())
        .put("finished", finished)
        .put("written", now.toString());
  }
}
