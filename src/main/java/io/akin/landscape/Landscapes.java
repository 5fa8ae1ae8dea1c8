package io.akin.landscape;

import io.akin.atlas.Atlas;
import io.akin.atlas.Topic;
import io.akin.index.PaperIndex;
import io.akin.index.PaperView;
import io.akin.paper.Paper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The landscape of the current atlas. What the index knows of its papers is read by a thread of its
 * own, as soon as there is an atlas, and again some time after the index has changed; meanwhile the
 * older facts are given. Thread-safe.
 */
public final class Landscapes {
  /** An index that is being filled changes all the time; so much of it may go to reading it. */
  private static final int REST_PER_READING = 20;

  private final Supplier<Optional<Atlas>> atlases;
  private final PaperIndex index;
  private final InstantSource clock;
  private @Nullable Landscape current;
  private @Nullable Reading known;
  private @Nullable Reading next;

  /**
   * The landscapes of an index.
   *
   * @param atlases gives the atlas there is, the same object until there is another
   */
  public Landscapes(Supplier<Optional<Atlas>> atlases, PaperIndex index, InstantSource clock) {
    this.atlases = atlases;
    this.index = index;
    this.clock = clock;
  }

  /** The facts of a landscape, at a state of the index. */
  private final class Reading {
    private final Landscape landscape;
    private final Object state;
    private final Instant begin = clock.instant();
    private final FutureTask<PaperFacts> facts;
    private volatile Instant end = Instant.MAX;

    Reading(Landscape landscape, Object state) {
      this.landscape = landscape;
      this.state = state;
      this.facts = new FutureTask<>(() -> read(landscape));
      Thread.ofPlatform().daemon().name("landscape").start(facts);
    }

    private PaperFacts read(Landscape of) throws IOException {
      try {
        return PaperFacts.read(of, index);
      } finally {
        end = clock.instant();
      }
    }

    boolean failed() {
      return facts.state() == FutureTask.State.FAILED;
    }

    boolean mayBeRenewed(Object now) {
      return facts.isDone()
          && !state.equals(now)
          && clock
              .instant()
              .isAfter(end.plus(Duration.between(begin, end).multipliedBy(REST_PER_READING)));
    }
  }

  /** That of the atlas there is now. */
  public synchronized Optional<Landscape> current() throws IOException {
    Optional<Atlas> atlas = atlases.get();
    if (atlas.isEmpty()) {
      current = null;
      known = null;
      next = null;
      return Optional.empty();
    }
    Landscape landscape = current;
    if (landscape == null || landscape.atlas() != atlas.get()) {
      landscape = new Landscape(atlas.get());
      current = landscape;
      known = null;
      next = new Reading(landscape, state());
    }
    return Optional.of(landscape);
  }

  /** What tells its answers from those of another atlas. */
  public String version() throws IOException {
    return current().map(Landscape::version).orElse("");
  }

  /**
   * What the index knows of the papers of a landscape, which is the current one; waits for it the
   * first time.
   */
  public PaperFacts facts(Landscape landscape) throws IOException {
    try {
      return reading(landscape).facts.get();
    } catch (ExecutionException e) {
      throw new IOException("the papers of the atlas cannot be read from the index", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  private synchronized Reading reading(Landscape landscape) throws IOException {
    if (next != null && next.facts.isDone()) {
      if (!next.failed()) {
        known = next;
      }
      next = null;
    }
    if (known != null && known.landscape == landscape) {
      Object now = state();
      if (next == null && known.mayBeRenewed(now)) {
        next = new Reading(landscape, now);
      }
      return known;
    }
    if (next == null || next.landscape != landscape) {
      next = new Reading(landscape, state());
    }
    return next;
  }

  private Object state() throws IOException {
    try (PaperView view = index.view()) {
      return view.version();
    }
  }

  /**
   * The papers at rows of a landscape, in their order; those no longer in the index are left out.
   */
  public List<Paper> papers(Landscape landscape, List<Integer> rows) throws IOException {
    List<Paper> papers = new ArrayList<>();
    try (PaperView view = index.view()) {
      for (int row : rows) {
        view.find(landscape.atlas().papers().get(row))
            .ifPresent(found -> papers.add(found.paper()));
      }
    }
    return papers;
  }

  /** The newest papers of a topic. */
  public List<Paper> newest(Landscape landscape, Topic topic, long skip, int limit)
      throws IOException {
    int number = landscape.find(topic.slug()).orElseThrow();
    return papers(landscape, facts(landscape).newest(number, skip, limit));
  }
}
