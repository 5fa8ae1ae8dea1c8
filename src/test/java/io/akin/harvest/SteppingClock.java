package io.akin.harvest;

import io.akin.remote.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody waits. */
final class SteppingClock implements InstantSource, Pause {
  private final List<Duration> waits = new ArrayList<>();
  private Instant now;

  SteppingClock(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void await(Duration duration) {
    waits.add(duration);
    pass(duration);
  }

  void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** How long was waited, each time, in seconds. */
  List<Long> seconds() {
    return waits.stream().map(Duration::toSeconds).toList();
  }
}
