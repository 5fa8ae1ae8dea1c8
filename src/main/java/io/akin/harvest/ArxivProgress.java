package io.akin.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.remote.ServerAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How far a harvest of a category has come.
 *
 * @param url the server's address
 * @param set the category in the server's words
 * @param from the first day that was asked for
 * @param until the last day that was asked for, if any was
 * @param token by which the next page is asked for; empty before the first page and after the last
 * @param through the day up to which all is known once the last page is stored
 * @param finished whether it is
 */
record ArxivProgress(
    String url,
    String set,
    LocalDate from,
    Optional<LocalDate> until,
    Optional<String> token,
    Optional<LocalDate> through,
    boolean finished) {

  static ArxivProgress of(JsonNode node) {
    return new ArxivProgress(
        ProgressFile.text(node, "url"),
        ProgressFile.text(node, "set"),
        ProgressFile.day(node, "from"),
        ProgressFile.optionalDay(node, "until"),
        ProgressFile.optionalText(node, "resumption_token"),
        ProgressFile.optionalDay(node, "known_through"),
        node.path("finished").asBoolean(false));
  }

  /**
   * Where to begin: where an earlier harvest was interrupted, if it is the one that is meant; else
   * on the day that was asked for, or on the last day of the earlier one.
   */
  static ArxivProgress start(
      Optional<ArxivProgress> saved,
      ServerAddress server,
      ArxivCategory category,
      Optional<LocalDate> since,
      Optional<LocalDate> until)
      throws HarvestException {
    Optional<ArxivProgress> earlier =
        saved.filter(
            one -> one.url().equals(server.toString()) && one.set().equals(category.set()));
    if (earlier.isPresent() && earlier.get().isMeantBy(since, until)) {
      return earlier.get();
    }
    LocalDate from =
        since
            .or(
                () ->
                    earlier.map(
                        one -> one.finished() ? one.through().orElse(one.from()) : one.from()))
            .orElseThrow(
                () ->
                    new HarvestException(
                        "%s has not been harvested from %s before; say from which day on: --since"
                                .formatted(category.name(), server)
                            + " 2026-01-01"));
    if (until.isPresent() && until.get().isBefore(from)) {
      throw new HarvestException(
          "the last day, %s, is before the first, %s; give a later --until or an earlier --since"
              .formatted(until.get(), from));
    }
    return new ArxivProgress(
        server.toString(), category.set(), from, until, Optional.empty(), Optional.empty(), false);
  }

  private boolean isMeantBy(Optional<LocalDate> since, Optional<LocalDate> asked) {
    return !finished
        && (since.isEmpty() || since.get().equals(from))
        && (asked.equals(until) || (since.isEmpty() && asked.isEmpty()));
  }

  /** The same harvest from its first page on. */
  ArxivProgress restarted() {
    return new ArxivProgress(url, set, from, until, Optional.empty(), Optional.empty(), false);
  }

  /** After a page that named the next, or none. */
  ArxivProgress after(Optional<String> next, LocalDate known) {
    return new ArxivProgress(url, set, from, until, next, Optional.of(known), next.isEmpty());
  }

  /**
   * As a document to keep.
   *
   * @param now when it is written, for people who look at it
   */
  ObjectNode json(Instant now) {
    ObjectNode node = ProgressFile.object();
    node.put("url", url).put("set", set).put("from", from.toString());
    until.ifPresent(day -> node.put("until", day.toString()));
    token.ifPresent(text -> node.put("resumption_token", text));
    through.ifPresent(day -> node.put("known_through", day.toString()));
    return node.put("finished", finished).put("written", now.toString());
  }
}
