package io.akin.http.feed;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A feed, to be written in one format or another.
 *
 * @param id the same on every server, and whatever the order of parameters
 * @param page what shows the same on this server
 * @param address where the feed is
 */
record Feed(String id, String title, String page, String address, List<Entry> entries) {
  Feed {
    title = PlainText.of(title);
    entries = List.copyOf(entries);
  }

  /** The newest change of a paper; the beginning of 1970 where no paper has a date. */
  Instant updated() {
    return entries.stream()
        .map(Entry::changed)
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
