package io.akin.http;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests each client may make in a minute of the clock. Thread-safe. */
final class RateLimit {
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Clients to tell apart in a minute; those that come later share one count. */
  private static final int MOST_CLIENTS = 100_000;

  private static final String OTHERS = "others";

  /**
   * What became of a request: how many more there may be, and when they are as many as at first.
   */
  record Allowance(boolean allowed, int remaining, Duration reset) {}

  private record Minute(long number, ConcurrentMap<String, AtomicInteger> counts) {}

  private final int requests;
  private final InstantSource clock;
  private volatile Minute minute = new Minute(-1, new ConcurrentHashMap<>());

  /**
   * Counts from nothing.
   *
   * @param requests of a client in a minute, at least 1
   */
  RateLimit(int requests, InstantSource clock) {
    this.requests = requests;
    this.clock = clock;
  }

  int requests() {
    return requests;
  }

  /** Counts a request. */
  Allowance take(String client) {
    Instant now = clock.instant();
    long number = Math.floorDiv(now.getEpochSecond(), WINDOW.toSeconds());
    Minute current = current(number);
    String counted =
        current.counts().size() < MOST_CLIENTS || current.counts().containsKey(client)
            ? client
            : OTHERS;
    int count =
        current.counts().computeIfAbsent(counted, _ -> new AtomicInteger()).incrementAndGet();
    Duration reset = Duration.ofSeconds((number + 1) * WINDOW.toSeconds() - now.getEpochSecond());
    return new Allowance(count <= requests, Math.max(0, requests - count), reset);
  }

  private Minute current(long number) {
    Minute current = minute;
    if (current.number() != number) {
      synchronized (this) {
        if (minute.number() != number) {
          minute = new Minute(number, new ConcurrentHashMap<>());
        }
        current = minute;
      }
    }
    return current;
  }

  /** One name for all addresses that one client has: the network, for IPv6. */
  static String client(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return address.getHostAddress();
    }
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      network.append("%02x".formatted(bytes[i]));
    }
    return network.toString();
  }
}
