package io.akin.harvest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.Head;
import io.akin.corpus.ReadResult;
import io.akin.remote.Pause;
import io.akin.remote.Retries;
import io.akin.remote.ServerAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Fetches the daily papers of Hugging Face, day by day. How far it came is written down after every
 * day that has been stored; a later run goes on from there. Not thread-safe.
 */
public final class DailyPapersHarvest {
  /** As many papers as the server lists on a page. */
  static final int PAGE = 100;

  private static final int MAX_PAGES = 100;

  /** The server says so of days that have no papers yet. */
  private static final Set<Integer> NO_SUCH_DAY = Set.of(400, 404);

  private final ServerAddress server;
  private final CorpusReader reader;
  private final Retries retries;
  private final Path folder;
  private final InstantSource clock;
  private final Pause pause;
  private final Consumer<String> notes;

  /**
   * Asks nothing yet.
   *
   * @param reader reads the server's JSON: an array of papers
   * @param folder where progress is kept, made if need be
   * @param notes hears in words how the harvest goes on
   */
  public DailyPapersHarvest(
      ServerAddress server,
      CorpusReader reader,
      Retries retries,
      Path folder,
      InstantSource clock,
      Pause pause,
      Consumer<String> notes) {
    this.server = server;
    this.reader = reader;
    this.retries = retries;
    this.folder = folder;
    this.clock = clock;
    this.pause = pause;
    this.notes = notes;
  }

  /**
   * Fetches the papers of one day after another.
   *
   * @param since the first day; when empty, where the last harvest ended or was interrupted
   * @param until the last day; when empty, today by the clock, in UTC
   * @throws HarvestException when the harvest cannot go on, or {@code since} is needed
   * @throws IOException when the sink or the checkpoint throws it
   */
  public HarvestReport run(
      Optional<LocalDate> since,
      Optional<LocalDate> until,
      CorpusReader.Sink sink,
      Checkpoint checkpoint)
      throws IOException {
    ProgressFile file = new ProgressFile(folder, "daily.json");
    Optional<DailyProgress> saved =
        file.read(DailyProgress::of).filter(earlier -> earlier.url().equals(server.toString()));
    boolean resumed = saved.isPresent() && saved.get().isMeantBy(since, until);
    try (Fetcher fetcher = new Fetcher(retries, pause, clock, notes)) {
      DailyProgress progress =
          resumed ? saved.orElseThrow() : DailyProgress.start(saved, server, since, until);
      LocalDate today = fetcher.today();
      LocalDate last = progress.until().filter(day -> day.isBefore(today)).orElse(today);
      if (resumed) {
        notes.accept("daily papers: going on with %s".formatted(progress.next()));
      }
      saved
          .filter(earlier -> !earlier.finished() && !resumed)
          .ifPresent(
              earlier ->
                  notes.accept(
                      "daily papers: an interrupted harvest from %s on is given up for this one; run it again with --since %s to complete it"
                          .formatted(earlier.since(), earlier.next())));
      int pages = 0;
      long records = 0;
      for (LocalDate day = progress.next(); !day.isAfter(last); day = day.plusDays(1)) {
        List<List<ReadResult>> fetched = day(fetcher, day);
        long ofDay = 0;
        for (List<ReadResult> page : fetched) {
          for (ReadResult result : page) {
            sink.accept(result);
          }
          ofDay += page.size();
        }
        checkpoint.commit();
        boolean isLast = day.equals(last);
        // Today may have more papers later on.
        LocalDate next = day.equals(today) ? day : day.plusDays(1);
        file.write(progress.at(next, isLast).json(clock.instant()));
        pages += fetched.size();
        records += ofDay;
        notes.accept("daily papers: %s with %d papers is stored".formatted(day, ofDay));
      }
      return new HarvestReport(
          fetcher.requests(), fetcher.retried(), pages, records, resumed, last);
    }
  }

  private List<List<ReadResult>> day(Fetcher fetcher, LocalDate day) throws IOException {
    List<List<ReadResult>> pages = new ArrayList<>();
    byte[] previous = new byte[0];
    while (pages.size() < MAX_PAGES) {
      Page page = page(fetcher, day, pages.size());
      pages.add(page.results());
      if (page.results().size() < PAGE) {
        return pages;
      }
      if (Arrays.equals(previous, page.bytes())) {
        throw new HarvestException(
            "%s answers the same page of %s again and again; what came before is stored, run the"
                    .formatted(server, day)
                + " command again later to go on from there");
      }
      previous = page.bytes();
    }
    throw new HarvestException(
        "%s lists more than %d papers on %s, which cannot be; check the address"
            .formatted(server, MAX_PAGES * PAGE, day));
  }

  /** A page as it came, and what became of it. */
  private static final class Page {
    private final byte[] bytes;
    private final List<ReadResult> results;

    Page(byte[] bytes, List<ReadResult> results) {
      this.bytes = bytes;
      this.results = results;
    }

    byte[] bytes() {
      return bytes;
    }

    List<ReadResult> results() {
      return results;
    }
  }

  private Page page(Fetcher fetcher, LocalDate day, int number) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("date", day.toString());
    parameters.put("limit", Integer.toString(PAGE));
    parameters.put("p", Integer.toString(number));
    URI request = server.request("/api/daily_papers", parameters);
    String name = "daily papers of %s, page %d".formatted(day, number + 1);
    return fetcher.get(
        request,
        NO_SUCH_DAY,
        (status, bytes) -> {
          if (status != 200) {
            notes.accept("daily papers: none on %s (HTTP %d)".formatted(day, status));
            return new Page(bytes, List.of());
          }
          return new Page(bytes, results(bytes, name));
        });
  }

  private List<ReadResult> results(byte[] bytes, String name) throws IOException {
    if (bytes.length < 100 && new String(bytes, UTF_8).replaceAll("\\s", "").equals("[]")) {
      return List.of();
    }
    if (!reader.recognises(new Head(name, bytes))) {
      throw new CorpusException("it is no list of papers");
    }
    List<ReadResult> results = new ArrayList<>();
    reader.read(new ByteArrayInputStream(bytes), name, results::add);
    return results;
  }
}
