package io.akin.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.app.Application;
import io.akin.app.ModelChoice;
import io.akin.app.Server;
import io.akin.http.HttpConnection;
import io.akin.http.ServerOptions;
import io.akin.index.PaperIndex;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A server under load, on the cores that the load is made on: how many related lists and searches a
 * second, how long they take at a part of that rate, and what happens at twice the rate of
 * searches. Run by {@code make bench-server}.
 *
 * <p>Rates that are given are kept by the clock: a request that has to wait for its turn has
 * waited, so that a slow server is not spared by slow clients.
 */
final class ServerLoad {
  private static final int CONNECTIONS = 16;
  private static final Duration TURN = Duration.ofSeconds(10);

  private final int port;
  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261127);

  private ServerLoad(int port) {
    this.port = port;
  }

  /** What a turn has seen. */
  private static final class Seen {
    private final double perSecond;
    private final double[] millis;
    private final long refused;
    private final long failed;

    /** Takes times in milliseconds, ascending. */
    Seen(double perSecond, double[] millis, long refused, long failed) {
      this.perSecond = perSecond;
      this.millis = millis;
      this.refused = refused;
      this.failed = failed;
    }

    double at(double share) {
      return millis.length == 0 ? Double.NaN : millis[(int) (share * (millis.length - 1))];
    }
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int papers = Integer.parseInt(args[1]);
    Duration overload = Duration.ofSeconds(Integer.parseInt(args[2]));
    Application application = new Application(folder, Path.of("models"), ModelChoice.DEFAULT);
    List<String> ids = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    try (PaperIndex index = application.openIndex()) {
      index.scan(
          paper -> {
            ids.add(paper.paper().id().text());
            titles.add(paper.paper().title());
          });
    }
    try (Server server = Server.start(application, ServerOptions.at("127.0.0.1", 0), Set.of())) {
      new ServerLoad(server.port()).run(ids, titles, papers, overload);
    }
  }

  private void run(List<String> ids, List<String> titles, int papers, Duration overload)
      throws Exception {
    List<byte[]> related = new ArrayList<>();
    List<byte[]> searches = new ArrayList<>();
    for (int i = 0; i < papers; i++) {
      String id = ids.get(random.nextInt(ids.size()));
      related.add(
          HttpConnection.get("/api/v1/papers/" + URLEncoder.encode(id, UTF_8) + "/related?k=10"));
    }
    for (int i = 0; i < titles.size(); i++) {
      // Two titles: no search is that of before, which would be remembered.
      String text =
          titles.get(random.nextInt(titles.size()))
              + " "
              + titles.get(random.nextInt(titles.size()));
      searches.add(HttpConnection.get("/api/v1/search?k=10&q=" + URLEncoder.encode(text, UTF_8)));
    }
    AtomicLong next = new AtomicLong();
    for (byte[] request : related) { // so that all have been asked for
      try (HttpConnection connection = new HttpConnection(port)) {
        var _ = connection.ask(request);
      }
    }
    var _ = load(related, next, Double.POSITIVE_INFINITY, CONNECTIONS, TURN);
    Seen cached = load(related, next, Double.POSITIVE_INFINITY, CONNECTIONS, TURN);
    Seen half = load(related, next, cached.perSecond / 2, CONNECTIONS, TURN);
    print("related", cached, half);
    Seen warm = load(searches, next, Double.POSITIVE_INFINITY, CONNECTIONS, TURN);
    Seen search = load(searches, next, Double.POSITIVE_INFINITY, CONNECTIONS, TURN);
    Seen seventy = load(searches, next, 0.7 * search.perSecond, 64, TURN.multipliedBy(2));
    print("search", search, seventy);
    long before = usedMegabytes();
    Seen over = load(searches, next, 2 * search.perSecond, 512, overload);
    long after = usedMegabytes();
    LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
    Seen recovered = load(searches, next, 0.3 * search.perSecond, 64, TURN);
    System.out.printf(
        Locale.ROOT,
        "figures: papers=%d seeds=%d related_per_s=%.0f related_half_p50_ms=%.2f"
            + " related_half_p99_ms=%.2f search_per_s=%.1f search_70_p50_ms=%.1f"
            + " search_70_p99_ms=%.1f overload_s=%d overload_answered=%d overload_refused=%d"
            + " overload_failed=%d heap_before_mb=%d heap_after_mb=%d recovered_p50_ms=%.1f"
            + " recovered_failed=%d warm_up_per_s=%.1f%n",
        ids.size(),
        papers,
        cached.perSecond,
        half.at(0.5),
        half.at(0.99),
        search.perSecond,
        seventy.at(0.5),
        seventy.at(0.99),
        overload.toSeconds(),
        over.millis.length,
        over.refused,
        over.failed,
        before,
        after,
        recovered.at(0.5),
        recovered.failed,
        warm.perSecond);
  }

  private static void print(String what, Seen most, Seen part) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %,.1f/s at most; at %,.1f/s p50 %.2f ms, p99 %.2f ms, %d refused, %d failed%n",
        what,
        most.perSecond,
        part.perSecond,
        part.at(0.5),
        part.at(0.99),
        part.refused,
        part.failed);
  }

  /** Sends requests in their turn over some connections, at most so many a second. */
  private Seen load(
      List<byte[]> requests, AtomicLong next, double perSecond, int connections, Duration time)
      throws InterruptedException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    AtomicLong turn = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    ConcurrentLinkedQueue<double[]> times = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    double[] mine = new double[1 << 16];
                    int count = 0;
                    HttpConnection connection = null;
                    try {
                      while (System.nanoTime() < end) {
                        long due = System.nanoTime();
                        if (perSecond < Double.POSITIVE_INFINITY) {
                          due = start + (long) (turn.getAndIncrement() * 1e9 / perSecond);
                          if (due >= end) {
                            break;
                          }
                          LockSupport.parkNanos(due - System.nanoTime());
                        }
                        if (connection == null || connection.isClosing()) {
                          connection = new HttpConnection(port);
                        }
                        int at = (int) (next.getAndIncrement() % requests.size());
                        int status = connection.ask(requests.get(at));
                        if (status == 503 || status == 429) {
                          refused.incrementAndGet();
                        } else if (status != 200) {
                          failed.incrementAndGet();
                        } else {
                          if (count == mine.length) {
                            mine = Arrays.copyOf(mine, 2 * count);
                          }
                          mine[count++] = (System.nanoTime() - due) / 1e6;
                        }
                      }
                    } catch (IOException _) {
                      failed.incrementAndGet();
                    }
                    times.add(Arrays.copyOf(mine, count));
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double[] all = times.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    return new Seen(all.length / seconds, all, refused.get(), failed.get());
  }

  private static long usedMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }
}
