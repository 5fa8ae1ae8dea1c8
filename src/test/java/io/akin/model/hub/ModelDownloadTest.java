package io.akin.model.hub;

import static io.akin.model.hub.HubServer.COMMIT;
import static io.akin.model.hub.HubServer.chunked;
import static io.akin.model.hub.HubServer.content;
import static io.akin.model.hub.HubServer.half;
import static io.akin.model.hub.HubServer.ok;
import static io.akin.model.hub.HubServer.status;
import static io.akin.model.hub.HubServer.wholly;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.remote.Pause;
import io.akin.remote.Retries;
import io.akin.remote.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that behaves and misbehaves as hubs may. */
class ModelDownloadTest {
  private static final String REPO = "moor/tiny";
  private static final byte[] WEIGHTS = bytes(300_000, 7);
  private static final String WEIGHTS_AT = HubServer.file(REPO, "onnx/model.onnx");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-05T00:00:00Z"));

  @TempDir private Path models;
  private HubServer server;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<Long> waits = new ArrayList<>();
  private final Heard heard = new Heard();
  private Optional<String> weights = Optional.empty();
  private Optional<AccessToken> token = Optional.empty();
  private String revision = "main";
  private Duration timeout = Duration.ofSeconds(20);
  private long freeBytes = Long.MAX_VALUE;

  /** What a listener hears. */
  private final class Heard implements DownloadListener {
    private final List<Announcement> announcements = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int requestsBefore;
    private long bytes;

    @Override
    public void announced(Announcement announcement) {
      announcements.add(announcement);
      requestsBefore = server.asked().size();
    }

    @Override
    public void received(long now) {
      bytes = now;
    }

    @Override
    public void noted(String text) {
      notes.add(text);
    }
  }

  private static byte[] bytes(int size, int seed) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + i / 251 + seed);
    }
    return bytes;
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  @BeforeEach
  void start() throws IOException {
    server = new HubServer();
    files.put("README.md", text("a model"));
    files.put("config.json", text("{}"));
    files.put("modules.json", text("[]"));
    files.put("1_Pooling/config.json", text("{\"pooling\": 1}"));
    files.put("tokenizer.json", text("{\"model\": 1}"));
    files.put("onnx/model.onnx", WEIGHTS);
    files.put("onnx/model_fp16.onnx", bytes(500, 1));
    files.put("pytorch_model.bin", bytes(900, 2));
    files.put("vocab.txt", text(""));
    server.has(REPO, files);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private DraftFolder draft() {
    return DraftFolder.of(models, "tiny");
  }

  private DownloadedModel download() throws IOException {
    Pause pause = duration -> waits.add(duration.toSeconds());
    Retries retries =
        new Retries(
            Duration.ZERO,
            4,
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofHours(1),
            timeout);
    DownloadRequest request =
        new DownloadRequest(
            ServerAddress.parse(server.url("")),
            new RepositoryName(REPO),
            revision,
            weights,
            token);
    return new ModelDownload(request, retries, pause, CLOCK, heard, _ -> freeBytes).into(draft());
  }

  private String failure() {
    return String.valueOf(assertThrows(HubException.class, this::download).getMessage());
  }

  /** The paths of all files of the draft. */
  private SortedSet<String> drafted() throws IOException {
    SortedSet<String> paths = new TreeSet<>();
    if (Files.exists(draft().path())) {
      try (Stream<Path> all = Files.walk(draft().path())) {
        all.filter(Files::isRegularFile)
            .forEach(file -> paths.add(draft().path().relativize(file).toString()));
      }
    }
    return paths;
  }

  /** Leaves the beginning of the weights as a killed run does. */
  private void leavePart(byte[] beginning) throws IOException {
    String sha256 = HubServer.digest("SHA-256", WEIGHTS);
    Path part =
        draft().path().resolve("onnx/model.onnx.%s.part".formatted(sha256.substring(0, 16)));
    Files.createDirectories(draft().path().resolve("onnx"));
    Files.write(part, beginning);
  }

  private void assertWeightsAreWhole() throws IOException {
    assertArrayEquals(WEIGHTS, Files.readAllBytes(draft().path().resolve("onnx/model.onnx")));
    assertEquals(
        new TreeSet<>(
            List.of(
                "1_Pooling/config.json",
                "README.md",
                "config.json",
                "modules.json",
                "onnx/model.onnx",
                "tokenizer.json")),
        drafted());
  }

  private ObjectNode description() {
    return HubServer.describe(REPO, files);
  }

  private void listed(ObjectNode description) {
    server.at(HubServer.listing(REPO), ok(description.toString()));
  }

  @Test
  void theWantedFilesOfOneCommitAreDownloadedAndReported() throws IOException {
    DownloadedModel model = download();

    assertWeightsAreWhole();
    assertEquals(COMMIT, model.commit());
    assertEquals(Optional.of("apache-2.0"), model.licence());
    assertEquals("onnx/model.onnx", model.weights());
    assertEquals(6, model.files().size());
    assertEquals(
        new DownloadedModel.File(
            "onnx/model.onnx", WEIGHTS.length, HubServer.digest("SHA-256", WEIGHTS)),
        model.files().getLast());
    assertEquals(server.url("/moor/tiny"), model.page());
    assertEquals(model.bytes(), model.bytesFetched());
    assertEquals(model.bytes(), heard.bytes);
    assertEquals(7, server.asked().size());
    assertTrue(server.asked().stream().allMatch(asked -> asked.authorization().isEmpty()));
  }

  @Test
  void theLicenceIsAnnouncedBeforeAnyFileIsAskedFor() throws IOException {
    DownloadedModel model = download();

    assertEquals(1, heard.requestsBefore);
    assertEquals(
        List.of(
            new Announcement(
                new RepositoryName(REPO),
                COMMIT,
                Optional.of("apache-2.0"),
                "onnx/model.onnx",
                6,
                model.bytes(),
                0)),
        heard.announcements);
  }

  @Test
  void aLicenceOfItsOwnIsNamedAndAMissingOneIsNotMadeUp() throws IOException {
    ObjectNode own = description();
    own.putObject("cardData").put("license", "other").put("license_name", "gemma\u001b[31m");
    listed(own);
    assertEquals(Optional.of("other (gemma [31m)"), download().licence());

    ObjectNode none = description();
    none.putArray("tags").add("onnx");
    listed(none);
    assertEquals(Optional.empty(), download().licence());
  }

  @Test
  void filesMayComeFromAnotherServerWhichNeverSeesTheToken() throws IOException {
    token = Optional.of(new AccessToken("hf_secret"));
    try (HubServer elsewhere = new HubServer()) {
      elsewhere.at("/bucket/1", content(WEIGHTS));
      server.at(WEIGHTS_AT, status(302, "Location", elsewhere.url("/bucket/1?signature=x")));

      download();

      assertEquals(List.of(new HubServer.Asked("/bucket/1", "", "")), elsewhere.asked());
    }
    assertWeightsAreWhole();
    assertTrue(
        server.asked().stream()
            .allMatch(asked -> asked.authorization().equals("Bearer hf_secret")));
  }

  @Test
  void theListComesFromNoOtherServer() throws IOException {
    try (HubServer elsewhere = new HubServer()) {
      server.at(HubServer.listing(REPO), status(307, "Location", elsewhere.url("/list")));

      assertTrue(failure().contains("which is not followed"));
      assertEquals(List.of(), elsewhere.asked());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org/x",
        "http://user@127.0.0.1/x",
        "http:///x",
        "%",
        "file:///etc/passwd"
      })
  void aRedirectToNoPlainAddressIsNotFollowed(String location) {
    server.at(WEIGHTS_AT, status(302, "Location", location));

    assertTrue(failure().contains("which is not followed"));
  }

  @Test
  void aRepositoryThatWasRenamedIsFollowedWithinTheServer() throws IOException {
    server.at("/api/models/moor/new/revision/main", ok(description().toString()));
    server.at(
        HubServer.listing(REPO), status(307, "Location", "/api/models/moor/new/revision/main"));

    download();

    assertWeightsAreWhole();
  }

  @Test
  void endlessRedirectsEnd() {
    server.at(WEIGHTS_AT, status(302, "Location", WEIGHTS_AT));

    assertTrue(failure().contains("redirects onnx/model.onnx in circles"));
    assertEquals(6, server.asked(WEIGHTS_AT).size());
  }

  @Test
  void aBrokenAnswerIsGoneOnWithFromWhereItEnded() throws IOException {
    server.at(WEIGHTS_AT, half(WEIGHTS), content(WEIGHTS));

    download();

    assertWeightsAreWhole();
    String range = server.asked(WEIGHTS_AT).getLast().range();
    assertTrue(range.matches("bytes=[1-9][0-9]*-"), range);
    assertEquals(List.of(2L), waits);
    assertTrue(heard.notes.getFirst().contains("asking again in 2 s"), heard.notes.toString());
  }

  @Test
  void whatAKilledRunLeftIsGoneOnWith() throws IOException {
    leavePart(Arrays.copyOf(WEIGHTS, 100_000));

    DownloadedModel model = download();

    assertWeightsAreWhole();
    assertEquals("bytes=100000-", server.asked(WEIGHTS_AT).getFirst().range());
    assertEquals(100_000, heard.announcements.getFirst().bytesHere());
    assertEquals(model.bytes() - 100_000, model.bytesFetched());
  }

  @Test
  void aPartThatHasAllItsBytesIsNotAskedFor() throws IOException {
    leavePart(WEIGHTS);

    download();

    assertWeightsAreWhole();
    assertEquals(List.of(), server.asked(WEIGHTS_AT));
  }

  @Test
  void aPartThatIsTooLongIsDropped() throws IOException {
    leavePart(bytes(WEIGHTS.length + 1, 7));

    download();

    assertWeightsAreWhole();
  }

  @Test
  void finishedFilesAreNotFetchedTwice() throws IOException {
    server.at(WEIGHTS_AT, status(404));
    assertTrue(failure().contains("refuses onnx/model.onnx: HTTP 404"));
    int before = server.asked().size();
    server.at(WEIGHTS_AT, content(WEIGHTS));

    download();

    assertWeightsAreWhole();
    assertEquals(before + 2, server.asked().size());
  }

  @Test
  void aFinishedFileThatWasChangedIsFetchedAgain() throws IOException {
    download();
    Files.writeString(draft().path().resolve("config.json"), "[]", UTF_8);

    download();

    assertEquals("{}", Files.readString(draft().path().resolve("config.json"), UTF_8));
    assertEquals(1, server.asked(WEIGHTS_AT).size());
  }

  @Test
  void anotherCommitsFilesReplaceThoseOfTheDraft() throws IOException {
    leavePart(Arrays.copyOf(WEIGHTS, 100_000));
    Files.writeString(draft().path().resolve("special_tokens_map.json"), "old", UTF_8);
    byte[] newer = bytes(200_000, 9);
    files.put("onnx/model.onnx", newer);
    server.has(REPO, files);

    download();

    assertArrayEquals(newer, Files.readAllBytes(draft().path().resolve("onnx/model.onnx")));
    assertEquals("", server.asked(WEIGHTS_AT).getFirst().range());
    assertEquals(6, drafted().size(), drafted().toString());
  }

  @Test
  void aServerThatIgnoresRangesIsFollowedFromTheBeginning() throws IOException {
    leavePart(bytes(100_000, 99));
    server.at(WEIGHTS_AT, wholly(WEIGHTS));

    download();

    assertWeightsAreWhole();
    assertEquals(1, server.asked(WEIGHTS_AT).size());
  }

  @Test
  void aServerThatGivesAnotherRangeIsAskedForTheWhole() throws IOException {
    leavePart(Arrays.copyOf(WEIGHTS, 100_000));
    server.at(WEIGHTS_AT, HubServer.range("bytes 5-299999/300000", WEIGHTS, 5), content(WEIGHTS));

    download();

    assertWeightsAreWhole();
    assertEquals("", server.asked(WEIGHTS_AT).getLast().range());
  }

  @Test
  void aServerThatCannotGiveTheRestIsAskedForTheWhole() throws IOException {
    leavePart(Arrays.copyOf(WEIGHTS, 100_000));
    server.at(WEIGHTS_AT, status(416), content(WEIGHTS));

    download();

    assertWeightsAreWhole();
    assertEquals("", server.asked(WEIGHTS_AT).getLast().range());
  }

  @Test
  void aBeginningThatIsNotTheFilesIsFoundAndFetchedAnew() throws IOException {
    leavePart(bytes(100_000, 99));

    download();

    assertWeightsAreWhole();
    assertTrue(heard.notes.getFirst().contains("is not what was promised"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx/model.onnx", "config.json"})
  void contentThatIsNotWhatWasPromisedIsRefused(String path) throws IOException {
    byte[] wrong = Objects.requireNonNull(files.get(path)).clone();
    wrong[0] ^= 1;
    server.at(HubServer.file(REPO, path), content(wrong));

    String message = failure();

    assertTrue(message.contains("gives another " + path + " than it promises"), message);
    assertEquals(2, server.asked(HubServer.file(REPO, path)).size());
    assertFalse(drafted().stream().anyMatch(file -> file.startsWith(path)), drafted().toString());
  }

  @Test
  void moreThanWasPromisedIsNotTaken() throws IOException {
    server.at(WEIGHTS_AT, chunked(bytes(WEIGHTS.length + 70_000, 7)));

    String message = failure();

    assertTrue(message.contains("more than 300,000 bytes"), message);
    assertFalse(drafted().stream().anyMatch(file -> file.startsWith("onnx")));
  }

  @Test
  void anAnswerOfAnotherLengthIsNotTaken() {
    server.at(WEIGHTS_AT, wholly(bytes(5, 7)));

    assertTrue(failure().contains("HTTP 200 for other bytes than were asked for"));
  }

  @Test
  void aServerThatIsBusyIsLeftAloneAsLongAsItAsks() throws IOException {
    server.at(
        WEIGHTS_AT, status(503, "Retry-After", "17"), status(429), status(500), content(WEIGHTS));

    download();

    assertWeightsAreWhole();
    assertEquals(List.of(17L, 4L, 8L), waits);
  }

  @Test
  void aServerThatStaysBrokenIsGivenUp() {
    server.at(WEIGHTS_AT, status(502));

    String message = failure();

    assertTrue(message.contains("did not give onnx/model.onnx in 4 requests"), message);
    assertTrue(message.contains("run the same command again"), message);
    assertEquals(List.of(2L, 4L, 8L), waits);
  }

  @Test
  void aServerThatAsksForTooLongAWaitIsGivenUp() {
    server.at(HubServer.listing(REPO), status(429, "Retry-After", "7200"));

    assertTrue(failure().contains("asks to wait for 120 minutes"));
    assertEquals(List.of(), waits);
  }

  @Test
  void aServerThatFallsSilentIsAskedAgain() throws IOException {
    timeout = Duration.ofMillis(600);
    server.at(WEIGHTS_AT, server.stall(WEIGHTS), content(WEIGHTS));

    download();

    assertWeightsAreWhole();
    assertTrue(server.asked(WEIGHTS_AT).getLast().range().matches("bytes=[1-9][0-9]*-"));
  }

  @ParameterizedTest
  @CsvSource({
    "403, , is gated: accept its terms at",
    "401, GatedRepo, is gated: accept its terms at",
    "401, RepoNotFound, shows no model moor/tiny to everybody; check the name",
    "404, RepoNotFound, there is no model moor/tiny",
    "404, RevisionNotFound, moor/tiny has no revision main",
    "418, , refuses moor/tiny: HTTP 418"
  })
  void aRefusalSaysWhatToDo(int status, String code, String expected) {
    server.at(
        HubServer.listing(REPO),
        code == null ? status(status) : status(status, "X-Error-Code", code));

    String message = failure();

    assertTrue(message.contains(expected), message);
    assertEquals(1, server.asked().size());
    assertFalse(Files.exists(draft().path()));
  }

  @Test
  void aGatedModelWithATokenIsToldApartAndTheTokenIsNotShown() {
    token = Optional.of(new AccessToken("hf_secret"));
    server.at(HubServer.file(REPO, "config.json"), status(403, "X-Error-Code", "GatedRepo"));
    String gated = failure();
    server.at(HubServer.listing(REPO), status(401));
    String unknown = failure();

    assertTrue(gated.contains("check that the token in HF_TOKEN is of the same account"), gated);
    assertTrue(unknown.contains("does not know the token in HF_TOKEN"), unknown);
    assertFalse((gated + unknown + heard.notes).contains("hf_secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../config.json",
        "/etc/config.json",
        "onnx/../../model.onnx",
        "1_Pooling//config.json",
        "1_Pooling\\\\config.json",
        "config.json\\u0000",
        ""
      })
  void aListWithAFileElsewhereIsRefused(String path) {
    String listing = description().toString();
    server.at(
        HubServer.listing(REPO),
        ok(listing.replace("\"rfilename\":\"vocab.txt\"", "\"rfilename\":\"" + path + "\"")));

    String message = failure();

    assertTrue(message.contains("a file is outside of the repository"), message);
    assertFalse(Files.exists(draft().path()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"sha\": \"../../x\", \"siblings\": []}",
        "{\"sha\": \"0123456789abcdef0123456789abcdef01234567\"}",
        "<html>"
      })
  void anAnswerThatIsNoListIsRefused(String answer) {
    server.at(HubServer.listing(REPO), ok(answer));

    String message = failure();

    assertTrue(message.contains("does not describe moor/tiny at main"), message);
    assertFalse(Files.exists(draft().path()));
  }

  @Test
  void anotherCommitThanTheOneAskedForIsRefused() {
    revision = "f".repeat(40);
    server.at("/api/models/moor/tiny/revision/" + revision, ok(description().toString()));

    assertTrue(failure().contains("it is of commit " + COMMIT));
  }

  @Test
  void aRevisionIsOnePartOfTheAddress() throws IOException {
    revision = "refs/pr/1";
    server.at("/api/models/moor/tiny/revision/refs%2Fpr%2F1", ok(description().toString()));

    assertEquals(COMMIT, download().commit());
  }

  @ParameterizedTest
  @CsvSource({
    "config.json, 20000001, 20.0 MB are allowed",
    "tokenizer.json, 100000001, 100.0 MB are allowed",
    "onnx/model.onnx, 20000000001, '20,000.0 MB are allowed'",
    "onnx/model.onnx, 19999999999, '20,000.0 MB are allowed'"
  })
  void whatIsTooLargeIsNotBegun(String path, long bytes, String expected) {
    ObjectNode description = description();
    description
        .withArray("siblings")
        .forEach(
            file -> {
              if (file.path("rfilename").asText().equals(path)) {
                ((ObjectNode) file).put("size", bytes);
                if (file.path("lfs") instanceof ObjectNode lfs) {
                  lfs.put("size", bytes);
                }
              }
            });
    listed(description);

    String message = failure();

    assertTrue(message.contains(expected), message);
    assertEquals(1, server.asked().size());
  }

  @Test
  void aFileThatCouldNotBeCheckedIsNotBegun() {
    ObjectNode description = description();
    description.withArray("siblings").forEach(file -> ((ObjectNode) file).remove("blobId"));
    listed(description);

    assertTrue(failure().contains("does not tell size and digest of 1_Pooling/config.json"));
  }

  @Test
  void aRepositoryWithoutTokenizerOrOnnxFileIsRefusedWithTheNextStep() {
    for (String path : List.of("tokenizer.json", "onnx/model.onnx")) {
      files.remove("onnx/model_fp16.onnx");
      files.remove(path);
      server.has(REPO, files);

      String message = failure();

      assertTrue(message.contains("; it has 1_Pooling/config.json, README.md, "), message);
      assertTrue(message.contains("optimum-cli export onnx --model moor/tiny"), message);
      assertTrue(message.contains("akin model add"), message);
    }
    assertEquals(2, server.asked().size());
    assertFalse(Files.exists(draft().path()));
  }

  @Test
  void whereTheUsualWeightsAreMissingTheOthersAreNamed() {
    files.remove("onnx/model.onnx");
    server.has(REPO, files);

    assertTrue(failure().contains("with --weights: onnx/model_fp16.onnx"));

    weights = Optional.of("onnx/model_q4.onnx");
    assertTrue(failure().contains("no ONNX file onnx/model_q4.onnx; name one of these"));
  }

  @Test
  void namesThatStrangersChoseAreShownShortAndFewAtATime() {
    files.remove("onnx/model.onnx");
    for (int i = 0; i < 40; i++) {
      files.put("onnx/" + "\u009B31m".repeat(100) + i + ".onnx", text("x"));
    }
    server.has(REPO, files);

    String message = failure();

    assertTrue(message.endsWith(" and 21 more"), message);
    assertTrue(message.length() < 2_000, message);
    assertFalse(message.contains("\u009B"), message);
  }

  @Test
  void theChosenWeightsComeWithTheirExternalDataAndTheDenseLayers() throws IOException {
    files.put("model.onnx", bytes(10, 3));
    files.put("onnx/model_fp16.onnx_data", bytes(20, 3));
    files.put("onnx/model_fp16.onnx_data_1", bytes(30, 3));
    files.put("onnx/model_fp16.onnx.data", bytes(40, 3));
    files.put("onnx/model.onnx_data", bytes(50, 3));
    files.put("2_Dense/config.json", text("{}"));
    files.put("2_Dense/model.safetensors", bytes(60, 3));
    files.put("2_Dense/pytorch_model.bin", bytes(70, 3));
    server.has(REPO, files);
    weights = Optional.of("onnx/model_fp16.onnx");

    DownloadedModel model = download();

    assertEquals("onnx/model_fp16.onnx", model.weights());
    assertEquals(
        List.of(
            "1_Pooling/config.json",
            "2_Dense/config.json",
            "2_Dense/model.safetensors",
            "README.md",
            "config.json",
            "modules.json",
            "onnx/model_fp16.onnx",
            "onnx/model_fp16.onnx.data",
            "onnx/model_fp16.onnx_data",
            "onnx/model_fp16.onnx_data_1",
            "tokenizer.json"),
        List.copyOf(drafted()));
  }

  @Test
  void aDiskThatIsTooSmallIsSaidBeforeAnyFileIsAskedFor() {
    freeBytes = 100_000;

    String message = failure();

    assertTrue(message.contains("has room for 0.1 MB, but 0.3 MB are to come"), message);
    assertEquals(1, server.asked().size());
  }

  @Test
  void aSecondDownloadToTheSameFolderIsRefused() throws IOException {
    try (DraftFolder.Lock _ = draft().lock()) {
      assertTrue(failure().contains("another process is downloading to"));
    }
    download();
    assertWeightsAreWhole();
  }

  @Test
  void aLinkInTheDraftIsNotFollowed() throws IOException {
    Path outside = Files.createDirectory(models.resolve("outside"));
    Path victim = Files.writeString(outside.resolve("config.json"), "mine", UTF_8);
    Files.createDirectory(draft().path());
    Files.createSymbolicLink(draft().path().resolve("1_Pooling"), outside);
    Files.createSymbolicLink(draft().path().resolve("config.json"), victim);

    download();

    assertWeightsAreWhole();
    assertEquals("mine", Files.readString(victim, UTF_8));
  }
}
