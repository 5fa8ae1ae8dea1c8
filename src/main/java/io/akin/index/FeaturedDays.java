package io.akin.index;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where to go from the daily listings of a period.
 *
 * @param before the last day before the period with a listing
 * @param after the first day after the period with a listing
 * @param newest the last day of all with a listing
 */
public record FeaturedDays(
    Optional<LocalDate> before, Optional<LocalDate> after, Optional<LocalDate> newest) {}
