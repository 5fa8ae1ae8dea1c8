package io.akin.harvest;

import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.ReadResult;
import io.akin.corpus.xml.OaiPage;
import io.akin.corpus.xml.OaiPmhReader;
import io.akin.paper.Text;
import io.akin.remote.Pause;
import io.akin.remote.Retries;
import io.akin.remote.ServerAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Fetches the records of a category from arXiv by OAI-PMH, page after page. How far it came is
 * written down after every page that has been stored; a later run goes on from there. Not
 * thread-safe.
 *
 * @see <a href="https://info.arxiv.org/help/oa/index.html">arXiv's OAI-PMH service</a>
 */
public final class ArxivHarvest {
  /** The one format that knows the dates of all versions. */
  private static final String METADATA = "arXivRaw";

  private static final int MAX_TOKEN = 4_096;
  private static final int MAX_EMPTY_PAGES = 3;

  /** Some servers of the protocol say what is wrong beside a status of their own. */
  private static final Set<Integer> EXPECTED = Set.of(400, 404, 422);

  private final ServerAddress server;
  private final Retries retries;
  private final Path folder;
  private final InstantSource clock;
  private final Pause pause;
  private final Consumer<String> notes;

  /**
   * Asks nothing yet.
   *
   * @param folder where progress is kept, made if need be
   * @param notes hears in words how the harvest goes on
   */
  public ArxivHarvest(
      ServerAddress server,
      Retries retries,
      Path folder,
      InstantSource clock,
      Pause pause,
      Consumer<String> notes) {
    this.server = server;
    this.retries = retries;
    this.folder = folder;
    this.clock = clock;
    this.pause = pause;
    this.notes = notes;
  }

  /**
   * Fetches what was added or changed from one day to another.
   *
   * @param since the first day; when empty, the day up to which the last harvest of the category
   *     knew all, or that harvest itself where it was interrupted
   * @param until the last day; when empty, as far as the server goes
   * @throws HarvestException when the harvest cannot go on, or {@code since} is needed
   * @throws IOException when the sink or the checkpoint throws it
   */
  public HarvestReport run(
      ArxivCategory category,
      Optional<LocalDate> since,
      Optional<LocalDate> until,
      CorpusReader.Sink sink,
      Checkpoint checkpoint)
      throws IOException {
    ProgressFile file = new ProgressFile(folder, "arxiv-" + category.name() + ".json");
    Optional<ArxivProgress> saved = file.read(ArxivProgress::of);
    ArxivProgress progress = ArxivProgress.start(saved, server, category, since, until);
    saved
        .filter(earlier -> !earlier.finished() && !earlier.equals(progress))
        .ifPresent(
            earlier ->
                notes.accept(
                    "%s: an interrupted harvest from %s on is given up for this one; run it again with --since %s to complete it"
                        .formatted(category.name(), earlier.from(), earlier.from())));
    try (Fetcher fetcher = new Fetcher(retries, pause, clock, notes)) {
      return run(fetcher, category, file, progress, sink, checkpoint);
    }
  }

  private HarvestReport run(
      Fetcher fetcher,
      ArxivCategory category,
      ProgressFile file,
      ArxivProgress saved,
      CorpusReader.Sink sink,
      Checkpoint checkpoint)
      throws IOException {
    boolean resumed = saved.token().isPresent();
    boolean restarted = false;
    ArxivProgress progress = saved;
    Set<String> tokens = new HashSet<>();
    int pages = 0;
    int emptyPages = 0;
    long records = 0;
    if (resumed) {
      notes.accept("%s: going on where an earlier harvest stopped".formatted(category.name()));
    }
    while (!progress.finished()) {
      progress.token().ifPresent(tokens::add);
      URI request = request(progress);
      String name = "%s, page %d".formatted(category.name(), pages + 1);
      OaiPage page = fetcher.get(request, EXPECTED, (status, bytes) -> page(status, bytes, name));
      Optional<OaiPage.Refusal> error = page.error();
      if (error.isPresent()
          && error.get().code().equals("badResumptionToken")
          && !restarted
          && progress.token().isPresent()) {
        notes.accept(
            "%s: the server no longer knows the page to go on from; beginning again from %s"
                .formatted(category.name(), progress.from()));
        restarted = true;
        tokens.clear();
        progress = progress.restarted();
        continue;
      }
      if (error.isPresent() && !error.get().code().equals("noRecordsMatch")) {
        throw new HarvestException(
            "%s refuses to list %s: %s: %s; check category and dates"
                .formatted(server, category.name(), error.get().code(), error.get().message()));
      }
      for (ReadResult result : page.results()) {
        sink.accept(result);
      }
      checkpoint.commit();
      pages++;
      records += page.records();
      emptyPages = page.records() == 0 ? emptyPages + 1 : 0;
      Optional<String> next = page.resumptionToken();
      requireNew(next, tokens, emptyPages, file);
      LocalDate through = progress.through().orElseGet(() -> through(page, saved.until(), fetcher));
      progress = progress.after(next, through);
      file.write(progress.json(clock.instant()));
      notes.accept(
          "%s: page %d with %d records is stored"
              .formatted(category.name(), pages, page.records()));
    }
    return new HarvestReport(
        fetcher.requests(),
        fetcher.retried(),
        pages,
        records,
        resumed && !restarted,
        progress.through().orElseGet(fetcher::today));
  }

  private URI request(ArxivProgress progress) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("verb", "ListRecords");
    if (progress.token().isPresent()) {
      parameters.put("resumptionToken", progress.token().get());
    } else {
      parameters.put("metadataPrefix", METADATA);
      parameters.put("set", progress.set());
      parameters.put("from", progress.from().toString());
      progress.until().ifPresent(day -> parameters.put("until", day.toString()));
    }
    return server.request("", parameters);
  }

  private static OaiPage page(int status, byte[] bytes, String name) throws IOException {
    OaiPage page;
    try {
      page = new OaiPmhReader().page(new ByteArrayInputStream(bytes), name);
    } catch (CorpusException e) {
      if (status != 200) {
        throw new HarvestException("the server refuses: HTTP " + status + "; check the address");
      }
      throw e;
    }
    if (status != 200 && page.error().isEmpty()) {
      throw new HarvestException("the server refuses: HTTP " + status + "; check the address");
    }
    if (!page.isAnswer()) {
      throw new CorpusException("it holds neither records nor an error");
    }
    return page;
  }

  private void requireNew(
      Optional<String> next, Set<String> tokens, int emptyPages, ProgressFile file)
      throws HarvestException {
    String fault =
        next.isEmpty()
            ? ""
            : next.get().length() > MAX_TOKEN
                ? "a token of %d characters".formatted(next.get().length())
                : tokens.contains(next.get())
                    ? "a token that it gave before, '%s'".formatted(Text.shortened(next.get()))
                    : emptyPages >= MAX_EMPTY_PAGES ? "page after page without a record" : "";
    if (!fault.isEmpty()) {
      throw new HarvestException(
          "%s would never end: it answers with %s. What came before is stored; run the command again"
                  .formatted(server, fault)
              + " later, or delete %s to begin anew".formatted(file.path()));
    }
  }

  /** Of several clocks the slowest, so that nothing is missed: records have days, not times. */
  private static LocalDate through(OaiPage page, Optional<LocalDate> until, Fetcher fetcher) {
    LocalDate day = fetcher.today();
    try {
      LocalDate answered =
          LocalDate.parse(
              page.responseDate().filter(d -> d.length() >= 10).orElse("").substring(0, 10));
      day = answered.isBefore(day) ? answered : day;
    } catch (DateTimeException | StringIndexOutOfBoundsException _) {
      // The server's clock is not told; ours stands in for it.
    }
    return until.isPresent() && until.get().isBefore(day) ? until.get() : day;
  }
}
