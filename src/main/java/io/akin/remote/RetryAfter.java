package io.akin.remote;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The header by which a server says how long to leave it alone. */
public final class RetryAfter {
  private RetryAfter() {}

  /** The wait that is asked for, in whole seconds; empty where there is none. */
  public static Optional<Duration> of(HttpHeaders headers, InstantSource clock) {
    return headers.firstValue("Retry-After").flatMap(value -> read(value.strip(), clock));
  }

  /** Seconds, or a date. */
  private static Optional<Duration> read(String text, InstantSource clock) {
    try {
      if (text.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
      }
      Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      Duration wait = Duration.between(clock.instant(), date).plusSeconds(1);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait.truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
