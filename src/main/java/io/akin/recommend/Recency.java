package io.akin.recommend;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much a paper's age takes from its score: nothing on the day, half of it at the half-life,
 * three quarters at twice that. A paper without a date counts as one half-life old; one dated in
 * the future as new.
 *
 * @param today the day from which ages are counted
 */
record Recency(OptionalInt halfLifeDays, LocalDate today) {

  /** What to add to the score: 0 or less. */
  double effect(double score, Optional<LocalDate> published) {
    if (halfLifeDays.isEmpty()) {
      return 0;
    }
    double days = halfLifeDays.getAsInt();
    double age = published.map(day -> (double) ChronoUnit.DAYS.between(day, today)).orElse(days);
    return -Math.abs(score) * (1 - Math.pow(0.5, Math.max(0, age) / days));
  }
}
