package io.akin.harvest;

import static io.akin.harvest.PaperServer.endless;
import static io.akin.harvest.PaperServer.gzipped;
import static io.akin.harvest.PaperServer.half;
import static io.akin.harvest.PaperServer.ok;
import static io.akin.harvest.PaperServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.remote.Pause;
import io.akin.remote.Retries;
import io.akin.remote.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArxivHarvestTest {
  private static final ArxivCategory CS_CL = new ArxivCategory("cs.CL");
  private static final Optional<LocalDate> SINCE = Optional.of(LocalDate.parse("2026-01-01"));
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

  private static String page(String token, String... titles) {
    StringBuilder records = new StringBuilder();
    for (String title : titles) {
      records.append(
          "<record><header/><metadata><arXivRaw><title>%s</title></arXivRaw></metadata></record>\n"
              .formatted(title));
    }
    return """
        <OAI-PMH>
        <responseDate>2026-01-05T02:33:27Z</responseDate>
        <ListRecords>
        %s<resumptionToken>%s</resumptionToken>
        </ListRecords>
        </OAI-PMH>
        """
        .formatted(records, token);
  }

  private static String error(String code) {
    return "<OAI-PMH><error code='%s'>Because.</error></OAI-PMH>".formatted(code);
  }

  private HarvestReport harvest(Optional<LocalDate> since, Optional<LocalDate> until)
      throws IOException {
    return harvest(server.url("/oai"), since, until, clock, Duration.ofSeconds(30));
  }

  private HarvestReport harvest(
      String url,
      Optional<LocalDate> since,
      Optional<LocalDate> until,
      Pause pause,
      Duration timeout)
      throws IOException {
    Retries retries =
        new Retries(
            Duration.ofSeconds(3),
            4,
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofHours(1),
            timeout);
    return new ArxivHarvest(
            ServerAddress.parse(url), retries, folder.resolve("harvest"), clock, pause, notes::add)
        .run(CS_CL, since, until, taken, taken);
  }

  private String fails() {
    HarvestException thrown = assertThrows(HarvestException.class, () -> harvest(SINCE, NO_DAY));
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void pagesAreFetchedUntilThereIsNoFurtherOne() throws IOException {
    server.answers(ok(page("a%26b c", "One", "Two")), ok(page("", "Three")));

    HarvestReport report = harvest(SINCE, NO_DAY);

    assertEquals(List.of("One", "Two", "Three"), taken.stored());
    assertEquals(new HarvestReport(2, 0, 2, 3, false, LocalDate.parse("2026-01-05")), report);
    assertEquals("/oai", server.requests().get(0).get("path"));
    assertEquals("ListRecords", server.requests().get(0).get("verb"));
    assertEquals("arXivRaw", server.requests().get(0).get("metadataPrefix"));
    assertEquals("cs:cs:CL", server.requests().get(0).get("set"));
    assertEquals("2026-01-01", server.requests().get(0).get("from"));
    assertFalse(server.requests().get(0).containsKey("until"));
    assertEquals("a%26b c", server.requests().get(1).get("resumptionToken"));
    assertEquals(3, server.requests().get(1).size(), "a token stands alone");
    assertTrue(server.userAgent().startsWith("Akin/"), server.userAgent());
  }

  @Test
  void betweenRequestsThreeSecondsPass() throws IOException {
    server.answers(ok(page("a", "One")), ok(page("b", "Two")), ok(page("", "Three")));

    harvest(SINCE, NO_DAY);

    assertEquals(List.of(3L, 3L), clock.seconds());
  }

  @Test
  void timeSpentOnThePapersCountsTowardsTheThreeSeconds() throws IOException {
    server.answers(ok(page("a", "One")), ok(page("b", "Two")), ok(page("", "Three")));

    new ArxivHarvest(
            ServerAddress.parse(server.url("")), Retries.ARXIV, folder, clock, clock, notes::add)
        .run(
            CS_CL,
            SINCE,
            NO_DAY,
            result -> {
              taken.accept(result);
              clock.pass(Duration.ofSeconds(taken.stored().isEmpty() ? 2 : 10));
            },
            taken);

    assertEquals(List.of(1L), clock.seconds());
  }

  @Test
  void aServerThatAsksToWaitIsObeyed() throws IOException {
    server.answers(
        status(503, "busy", "Retry-After", "20"),
        status(429, "busy", "Retry-After", "Tue, 06 Jan 2026 10:01:20 GMT"),
        ok(page("", "One")));

    HarvestReport report = harvest(SINCE, NO_DAY);

    assertEquals(List.of(20L, 61L), clock.seconds());
    assertEquals(2, report.retries());
    assertEquals(List.of("One"), taken.stored());
  }

  @ParameterizedTest
  @ValueSource(strings = {"3601", "999999999", "Tue, 06 Jan 2026 13:00:00 GMT"})
  void aServerThatAsksToWaitForLongEndsTheHarvest(String retryAfter) {
    server.answers(status(503, "", "Retry-After", retryAfter));

    assertTrue(fails().contains("asks to wait for"));
    assertEquals(1, server.requests().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "9999999999999", "Wed, 99 Foo 2026"})
  void aWaitThatCannotBeUnderstoodIsOneOfOurs(String retryAfter) throws IOException {
    server.answers(status(503, "", "Retry-After", retryAfter), ok(page("", "One")));

    harvest(SINCE, NO_DAY);

    assertEquals(List.of(5L), clock.seconds());
  }

  @Test
  void failuresAreMetWithLongerAndLongerWaitsAndThenWithAnError() {
    server.answers(status(500, "oh"), status(502, ""), status(503, ""), status(504, ""));

    String message = fails();

    assertTrue(message.contains("no sound answer to 4 requests, the last time HTTP 504"), message);
    assertTrue(message.contains("run the same command again"), message);
    assertEquals(List.of(5L, 10L, 15L), clock.seconds());
    assertEquals(List.of(), taken.stored());
  }

  @Test
  void brokenAnswersAreAskedForAgainAndNothingIsTakenTwice() throws IOException {
    String whole = page("", "One", "Two");
    server.answers(
        ok(whole.substring(0, whole.length() - 60)),
        half(whole),
        ok("<html><body>Be back soon</body></html>"),
        ok(whole));

    harvest(SINCE, NO_DAY);

    assertEquals(List.of("One", "Two"), taken.stored());
    assertEquals(4, server.requests().size());
  }

  @Test
  void anAnswerThatDoesNotComeIsAskedForAgain() throws IOException {
    server.answers(server.silence(), server.stall("<OAI-PMH>"), ok(page("", "One")));

    harvest(server.url("/oai"), SINCE, NO_DAY, clock, Duration.ofMillis(300));

    assertEquals(List.of("One"), taken.stored());
    assertTrue(notes.getFirst().contains("no whole answer within"), notes::toString);
  }

  @Test
  void aServerThatIsNotThereIsAnError() throws IOException {
    String url;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = "http://127.0.0.1:" + free.getLocalPort();
    }

    HarvestException thrown =
        assertThrows(
            HarvestException.class,
            () -> harvest(url, SINCE, NO_DAY, clock, Duration.ofSeconds(5)));

    assertTrue(String.valueOf(thrown.getMessage()).contains("no connection"), thrown::toString);
  }

  @Test
  void aRefusalIsAnErrorAtOnce() {
    server.answers(status(403, "Access denied to your robot"));

    String message = fails();

    assertTrue(message.contains("HTTP 403: Access denied to your robot"), message);
    assertEquals(1, server.requests().size());
  }

  @Test
  void theSameTokenAgainEndsTheHarvest() {
    server.answers(ok(page("a", "One")), ok(page("a", "Two")));

    assertTrue(fails().contains("would never end"));
    assertEquals(2, server.requests().size());
  }

  @Test
  void tokensInACircleEndTheHarvest() {
    server.answers(ok(page("a", "One")), ok(page("b", "Two")), ok(page("a", "One")));

    assertTrue(fails().contains("a token that it gave before, 'a'"));
    assertEquals(3, server.requests().size());
  }

  @Test
  void pagesWithoutRecordsAndEverNewTokensEndTheHarvest() {
    server.answers(ok(page("a")), ok(page("b")), ok(page("c")), ok(page("d")));

    assertTrue(fails().contains("page after page without a record"));
    assertEquals(3, server.requests().size());
  }

  @Test
  void anEmptyPageInBetweenDoesNot() throws IOException {
    server.answers(ok(page("a", "One")), ok(page("b")), ok(page("", "Two")));

    harvest(SINCE, NO_DAY);

    assertEquals(List.of("One", "Two"), taken.stored());
  }

  @Test
  void aTokenWithoutEndEndsTheHarvest() {
    server.answers(ok(page("a".repeat(5_000), "One")));

    assertTrue(fails().contains("a token of 5000 characters"));
  }

  @Test
  void anInterruptedHarvestGoesOnWithoutLossOrRepetition() throws IOException {
    server.answers(ok(page("a", "One", "Two")), ok(page("b", "Three", "Four")));
    taken.failingAfter(3);
    assertThrows(IOException.class, () -> harvest(SINCE, NO_DAY));

    taken.restarted();
    server.answers(ok(page("b", "Three", "Four")), ok(page("", "Five")));
    HarvestReport report = harvest(SINCE, NO_DAY);

    assertEquals(List.of("One", "Two", "Three", "Four", "Five"), taken.stored());
    assertEquals("a", server.requests().getFirst().get("resumptionToken"));
    assertTrue(report.resumed());
  }

  @Test
  void aPageThatCouldNotBeStoredIsFetchedAgain() throws IOException {
    server.answers(ok(page("a", "One")));
    taken.failingToCommit();
    assertThrows(IOException.class, () -> harvest(SINCE, NO_DAY));

    taken.restarted();
    server.answers(ok(page("", "One")));
    HarvestReport report = harvest(SINCE, NO_DAY);

    assertEquals(List.of("One"), taken.stored());
    assertEquals("2026-01-01", server.requests().getFirst().get("from"));
    assertFalse(report.resumed());
  }

  @Test
  void anInterruptedHarvestGoesOnWithoutItsDatesToo() throws IOException {
    server.answers(ok(page("a", "One")), status(403, ""));
    assertThrows(HarvestException.class, () -> harvest(SINCE, NO_DAY));

    server.answers(ok(page("", "Two")));
    harvest(NO_DAY, NO_DAY);

    assertEquals(List.of("One", "Two"), taken.stored());
  }

  @Test
  void anotherFirstDayBeginsAnew() throws IOException {
    server.answers(ok(page("a", "One")), status(403, ""));
    assertThrows(HarvestException.class, () -> harvest(SINCE, NO_DAY));

    server.answers(ok(page("", "Two")));
    harvest(Optional.of(LocalDate.parse("2025-12-01")), NO_DAY);

    assertEquals("2025-12-01", server.requests().getFirst().get("from"));
  }

  @Test
  void aTokenThatHasExpiredBeginsAnewFromTheFirstDay() throws IOException {
    server.answers(ok(page("a", "One")), status(403, ""));
    assertThrows(HarvestException.class, () -> harvest(SINCE, NO_DAY));

    server.answers(ok(error("badResumptionToken")), ok(page("a", "One")), ok(page("", "Two")));
    HarvestReport report = harvest(SINCE, NO_DAY);

    assertEquals(List.of("One", "One", "Two"), taken.stored());
    assertEquals("2026-01-01", server.requests().get(1).get("from"));
    assertFalse(report.resumed());
  }

  @Test
  void anErrorOfTheProtocolIsHeededBesideAnyStatus() throws IOException {
    server.answers(ok(page("a", "One")), status(403, ""));
    assertThrows(HarvestException.class, () -> harvest(SINCE, NO_DAY));

    server.answers(status(400, error("badResumptionToken")), ok(page("", "One")));
    harvest(SINCE, NO_DAY);

    assertEquals(2, server.requests().size());
  }

  @Test
  void tokensThatAreRefusedAgainAndAgainEndTheHarvest() {
    server.answers(
        ok(page("a", "One")),
        ok(error("badResumptionToken")),
        ok(page("a", "One")),
        ok(error("badResumptionToken")));

    assertTrue(fails().contains("badResumptionToken"));
    assertEquals(4, server.requests().size());
  }

  @Test
  void nothingNewIsNoError() throws IOException {
    server.answers(ok(error("noRecordsMatch")));

    HarvestReport report = harvest(SINCE, NO_DAY);

    assertEquals(0, report.records());
    assertEquals(LocalDate.parse("2026-01-06"), report.until());
  }

  @Test
  void anyOtherErrorOfTheProtocolIsOne() {
    server.answers(ok(error("badArgument")));

    String message = fails();

    assertTrue(message.contains("badArgument: Because."), message);
    assertTrue(message.contains("cs.CL"), message);
  }

  @Test
  void theNextHarvestNeedsNoFirstDay() throws IOException {
    server.answers(ok(page("", "One")));
    harvest(SINCE, NO_DAY);

    server.answers(ok(page("", "Two")));
    harvest(NO_DAY, NO_DAY);

    assertEquals("2026-01-05", server.requests().getFirst().get("from"));
  }

  @Test
  void theNextHarvestBeginsWhereALastDayEndedTheOneBefore() throws IOException {
    server.answers(ok(page("", "One")));
    harvest(SINCE, Optional.of(LocalDate.parse("2026-01-03")));
    assertEquals("2026-01-03", server.requests().getFirst().get("until"));

    harvest(NO_DAY, NO_DAY);

    assertEquals("2026-01-03", server.requests().getLast().get("from"));
  }

  @Test
  void theFirstHarvestNeedsAFirstDayAndNoLastDayBeforeIt() {
    server.answers(ok(page("", "One")));

    assertTrue(
        String.valueOf(
                assertThrows(HarvestException.class, () -> harvest(NO_DAY, NO_DAY)).getMessage())
            .contains("--since"));
    assertThrows(
        HarvestException.class, () -> harvest(SINCE, Optional.of(LocalDate.parse("2025-12-31"))));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void anotherServerIsNotAskedWhateverTheRedirect() throws IOException {
    try (PaperServer other = new PaperServer()) {
      other.answers(ok(page("", "Evil")));
      for (String target :
          List.of(
              other.url("/oai"),
              "//" + other.url("/oai").substring("http://".length()),
              "file:///etc/passwd",
              server.url("/oai").replace("http://", "https://"),
              server.url("/oai").replace("http://", "http://user@"),
              "http://[bad",
              "")) {
        server.answers(status(301, "", "Location", target));

        assertThrows(HarvestException.class, () -> harvest(SINCE, NO_DAY), target);
      }
      assertEquals(List.of(), other.requests());
    }
  }

  @Test
  void aRedirectWithinTheServerIsFollowed() throws IOException {
    server.answers(status(301, "", "Location", "/oai2?verb=ListRecords"), ok(page("", "One")));

    harvest(SINCE, NO_DAY);

    assertEquals("/oai2", server.requests().get(1).get("path"));
    assertEquals(List.of("One"), taken.stored());
  }

  @Test
  void redirectsInCirclesEndTheHarvest() {
    server.answers(status(302, "", "Location", "/oai"));

    assertTrue(fails().contains("redirects in circles"));
  }

  @Test
  void anAnswerWithoutEndIsNotFetched() {
    server.answers(endless());

    assertTrue(fails().contains("more than 33,554,432 bytes"));
    assertEquals(1, server.requests().size());
  }

  @Test
  void aCompressedAnswerIsReadUpToTheSameLimit() throws IOException {
    server.answers(gzipped(page("", "One").getBytes(UTF_8)));
    harvest(SINCE, NO_DAY);
    assertEquals(List.of("One"), taken.stored());

    server.answers(gzipped(new byte[Fetcher.MAX_BYTES + 1]));
    assertTrue(fails().contains("more than 33,554,432 bytes"));
  }

  @Test
  void progressIsKeptInOneFileThatPeopleCanRead() throws IOException {
    server.answers(ok(page("a", "One")), status(403, ""));
    assertThrows(HarvestException.class, () -> harvest(SINCE, NO_DAY));

    try (Stream<Path> files = Files.list(folder.resolve("harvest"))) {
      assertEquals(
          List.of("arxiv-cs.CL.json"), files.map(f -> f.getFileName().toString()).toList());
    }
    String text = Files.readString(folder.resolve("harvest/arxiv-cs.CL.json"), UTF_8);
    assertTrue(text.contains("\"resumption_token\" : \"a\""), text);
    assertTrue(text.contains("\"set\" : \"cs:cs:CL\""), text);
    assertTrue(text.contains("\"known_through\" : \"2026-01-05\""), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"url\": 1}", "{\"url\":\"u\",\"set\":\"s\",\"from\":\"x\"}"})
  void aDamagedProgressFileIsNamed(String content) throws IOException {
    Path file = Files.createDirectories(folder.resolve("harvest")).resolve("arxiv-cs.CL.json");
    Files.writeString(file, content, UTF_8);

    assertTrue(fails().contains(file + ", which holds how far a harvest came, is damaged"));
  }

  @Test
  void aHarvestThatIsStoppedEndsAtOnce() throws IOException {
    server.answers(ok(page("a", "One")), ok(page("", "Two")));
    StoppablePause pause = new StoppablePause();
    pause.stop();

    HarvestException thrown =
        assertThrows(
            HarvestException.class,
            () -> harvest(server.url("/oai"), SINCE, NO_DAY, pause, Duration.ofSeconds(5)));

    assertTrue(String.valueOf(thrown.getMessage()).contains("stopped"));
    assertEquals(List.of("One"), taken.stored());
  }
}
