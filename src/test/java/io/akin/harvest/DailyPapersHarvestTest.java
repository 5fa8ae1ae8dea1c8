package io.akin.harvest;

import static io.akin.harvest.PaperServer.half;
import static io.akin.harvest.PaperServer.ok;
import static io.akin.harvest.PaperServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.Draft;
import io.akin.corpus.Head;
import io.akin.corpus.Location;
import io.akin.remote.Retries;
import io.akin.remote.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyPapersHarvestTest {
  private static final Optional<LocalDate> SINCE = Optional.of(LocalDate.parse("2026-01-04"));
  private static final Optional<LocalDate> NO_DAY = Optional.empty();

  private final SteppingClock clock = new SteppingClock("2026-01-06T10:00:00Z");
  private final Taken taken = new Taken();
  private final List<String> notes = new ArrayList<>();
  @TempDir private Path folder;
  private PaperServer server;

  @BeforeEach
  void start() throws IOException {
    server = new PaperServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Reads arrays of objects with titles. */
  private static final class TitleReader implements CorpusReader {
    @Override
    public String format() {
      return "titles";
    }

    @Override
    public boolean recognises(Head head) {
      return head.text().startsWith("[{");
    }

    @Override
    public void read(InputStream in, String file, Sink sink) throws IOException {
      JsonNode papers;
      try {
        papers = new ObjectMapper().readTree(in);
      } catch (JacksonException e) {
        throw new CorpusException(file + " is not JSON: " + e.getOriginalMessage());
      }
      for (JsonNode paper : papers) {
        sink.accept(new Draft(paper.path("title").textValue()).at(new Location(file, 1)));
      }
    }
  }

  private static String titles(String... titles) {
    return List.of(titles).stream()
        .map("{\"title\":\"%s\"}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String[] numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "Paper " + i).toArray(String[]::new);
  }

  private HarvestReport harvest(Optional<LocalDate> since, Optional<LocalDate> until)
      throws IOException {
    return new DailyPapersHarvest(
            ServerAddress.parse(server.url("/")),
            new TitleReader(),
            Retries.HUGGING_FACE,
            folder,
            clock,
            clock,
            notes::add)
        .run(since, until, taken, taken);
  }

  private List<String> asked() {
    return server.requests().stream().map(r -> r.get("date") + " " + r.get("p")).toList();
  }

  @Test
  void daysAreFetchedUpToToday() throws IOException {
    server.answers(ok(titles("One")), ok("[ ]\n"), ok(titles("Two", "Three")));

    HarvestReport report = harvest(SINCE, NO_DAY);

    assertEquals(List.of("One", "Two", "Three"), taken.stored());
    assertEquals(List.of("2026-01-04 0", "2026-01-05 0", "2026-01-06 0"), asked());
    assertEquals("/api/daily_papers", server.requests().getFirst().get("path"));
    assertEquals("100", server.requests().getFirst().get("limit"));
    assertEquals(List.of(1L, 1L), clock.seconds());
    assertEquals(3, report.records());
    assertEquals(LocalDate.parse("2026-01-06"), report.until());
  }

  @Test
  void aFullPageIsFollowedByTheNext() throws IOException {
    server.answers(
        ok(titles(numbered(0, 100))), ok(titles(numbered(100, 130))), ok(titles("Other")));

    harvest(SINCE, Optional.of(LocalDate.parse("2026-01-05")));

    assertEquals(List.of("2026-01-04 0", "2026-01-04 1", "2026-01-05 0"), asked());
    assertEquals(131, taken.stored().size());
  }

  @Test
  void theSameFullPageAgainAndAgainEndsTheHarvest() {
    server.answers(ok(titles(numbered(0, 100))));

    HarvestException thrown = assertThrows(HarvestException.class, () -> harvest(SINCE, NO_DAY));

    assertTrue(String.valueOf(thrown.getMessage()).contains("again and again"), thrown::toString);
    assertEquals(2, server.requests().size());
  }

  @Test
  void pagesWithoutEndEndTheHarvest() {
    int[] next = new int[1];
    server.answers(exchange -> ok(titles(numbered(next[0], next[0] += 100))).to(exchange));

    HarvestException thrown = assertThrows(HarvestException.class, () -> harvest(SINCE, NO_DAY));

    assertTrue(String.valueOf(thrown.getMessage()).contains("more than 10000 papers"));
  }

  @Test
  void aDayThatTheServerDoesNotKnowIsEmpty() throws IOException {
    server.answers(status(400, "{\"error\":\"no\"}"), status(404, ""), ok(titles("One")));

    harvest(SINCE, NO_DAY);

    assertEquals(List.of("One"), taken.stored());
    assertTrue(notes.contains("daily papers: none on 2026-01-04 (HTTP 400)"), notes::toString);
  }

  @Test
  void brokenAnswersAreAskedForAgainAndNothingIsTakenTwice() throws IOException {
    String whole = titles("One", "Two");
    server.answers(
        ok(whole.substring(0, whole.length() - 5)),
        half(whole),
        ok("<html>Be back soon</html>"),
        status(503, "", "Retry-After", "7"),
        ok(whole));

    harvest(SINCE, SINCE);

    assertEquals(List.of("One", "Two"), taken.stored());
    assertEquals(5, server.requests().size());
    assertEquals(List.of(5L, 10L, 20L, 7L), clock.seconds());
  }

  @Test
  void anInterruptedHarvestGoesOnWithoutLossOrRepetition() throws IOException {
    server.answers(ok(titles("One", "Two")), ok(titles("Three", "Four")));
    taken.failingAfter(3);
    assertThrows(IOException.class, () -> harvest(SINCE, NO_DAY));

    taken.restarted();
    server.answers(ok(titles("Three", "Four")), ok(titles("Five")));
    HarvestReport report = harvest(SINCE, NO_DAY);

    assertEquals(List.of("One", "Two", "Three", "Four", "Five"), taken.stored());
    assertEquals(List.of("2026-01-05 0", "2026-01-06 0"), asked());
    assertTrue(report.resumed());
  }

  @Test
  void theNextHarvestBeginsWithTheLastDayWhichMayHaveMoreByThen() throws IOException {
    server.answers(ok(titles("One")));
    harvest(SINCE, NO_DAY);

    server.answers(ok(titles("Two")));
    harvest(NO_DAY, NO_DAY);

    assertEquals(List.of("2026-01-06 0"), asked());
  }

  @Test
  void theNextHarvestBeginsAfterALastDayThatIsPast() throws IOException {
    server.answers(ok(titles("One")));
    harvest(SINCE, SINCE);

    server.answers(ok(titles("Two")));
    harvest(NO_DAY, NO_DAY);

    assertEquals(List.of("2026-01-05 0", "2026-01-06 0"), asked());
  }

  @Test
  void aDayBeforeThereWereDailyPapersIsNotAskedFor() throws IOException {
    server.answers(ok(titles("One")));

    harvest(Optional.of(LocalDate.parse("2020-01-01")), Optional.of(LocalDate.parse("2023-05-04")));

    assertEquals(List.of("2023-05-04 0"), asked());
  }

  @Test
  void theFirstHarvestNeedsAFirstDay() {
    HarvestException thrown = assertThrows(HarvestException.class, () -> harvest(NO_DAY, NO_DAY));

    assertTrue(String.valueOf(thrown.getMessage()).contains("--since"));
  }
}
