package io.akin.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akin.atlas.Atlas;
import io.akin.atlas.Provenance;
import io.akin.atlas.Topic;
import io.akin.http.api.ExportApi;
import io.akin.http.map.PaperMap;
import io.akin.http.page.Assets;
import io.akin.http.page.Templates;
import io.akin.http.widget.Widget;
import io.akin.landscape.Landscapes;
import io.akin.paper.Author;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser looks at what is served. What drives it comes by {@code make test-browser}; where that
 * has not been run, or there is no Chromium, the tests are skipped.
 */
class BrowserTest {
  private static final Path SCRIPTS = Path.of("src", "test", "browser");
  private static final int TIMEOUT_SECONDS = Integer.getInteger("tests.browser.seconds", 480);

  private static final List<String> TOPICS =
      List.of(
          "bridges", "weather", "fishing", "cameras", "radio", "gliders", "surveys", "games",
          "signals", "rescue", "lessons", "winter");

  @TempDir private Path folder;

  @Test
  void theElementIsAGoodGuestOnOtherPeoplesPages() throws Exception {
    look("widget");
  }

  @Test
  void theFrameAndThePageThatMakesBothWorkWithAScriptAndWithout() throws Exception {
    look("builder");
  }

  @Test
  void thePagesAreFitForEverybodyAndRunNothingOfWhatPapersSay() throws Exception {
    List<Paper> hostile = HostilePapers.all();
    look(
        "pages", sitePapers(), hostile.stream().map(paper -> PaperAddress.of(paper.id())).toList());
  }

  @Test
  void theMapIsMovedSearchedAndChosenFromByEverybodyAndRunsNothingOfWhatPapersSay()
      throws Exception {
    look("map", sitePapers(), List.of());
  }

  private static List<Paper> sitePapers() {
    List<Paper> papers = new ArrayList<>(SitePapers.all());
    papers.addAll(HostilePapers.all());
    return papers;
  }

  @Test
  void theMapThatIsTakenAwayWorksFromAFile() throws Exception {
    look("exported");
  }

  private void look(String name) throws IOException, InterruptedException {
    look(name, papers(), List.of());
  }

  /** Runs a script, which is given the address of a server and tells what is wrong. */
  private void look(String name, List<Paper> papers, List<String> arguments)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules")),
        "skipped: nothing that drives a browser; 'make test-browser' fetches it");
    assumeTrue(hasChromium(), "skipped: no Chromium");
    TestServer.fill(folder, papers);
    try (TestServer server = TestServer.over(folder, BrowserTest::surfaces)) {
      Path output = folder.resolve("output");
      ProcessBuilder look = new ProcessBuilder("node", name + ".mjs", server.uri("").toString());
      look.command().addAll(arguments);
      Process process =
          look.directory(SCRIPTS.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      String said = Files.readString(output, UTF_8);

      assertTrue(ended, said);
      assertEquals(0, process.exitValue(), said);
    }
  }

  private static boolean hasChromium() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(
            place ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(place, name)))
        .anyMatch(Files::isExecutable);
  }

  private static List<Surface> surfaces(TestServer.Parts parts) {
    Freshness freshness = new Freshness(parts.index(), InstantSource.system());
    Landscapes landscapes = parts.landscapes(Optional.of(atlas(parts.folder())));
    return List.of(
        parts.api(),
        new ExportApi(parts.index(), () -> Optional.of(exportedAtlas())),
        new Widget(
            parts.index(),
            parts.recommender(),
            freshness,
            new BaseAddress(false),
            new Templates(Assets.ofLayout())),
        new PaperMap(landscapes, parts.recommender(), freshness, new Templates(Assets.ofLayout())),
        parts.site(landscapes));
  }

  private static Atlas atlas(Path folder) {
    try {
      return new SiteAtlas("<img src=x onerror=alert(1)> ").over(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An atlas in which every paper has a place of its own, and every other one a topic. */
  private static Atlas exportedAtlas() {
    List<PaperId> papers = papers().stream().map(Paper::id).sorted().toList();
    int n = papers.size();
    float[] x = new float[n];
    float[] y = new float[n];
    int[] topics = new int[n];
    for (int i = 0; i < n; i++) {
      x[i] = i;
      y[i] = i * 7 % n;
      topics[i] = i % 2 == 0 ? Atlas.NOISE : 0;
    }
    Topic topic =
        new Topic(
            "kites",
            "<b>kites</b>",
            0,
            OptionalInt.empty(),
            n / 2,
            List.of("kites"),
            List.of(1),
            n / 2f,
            n / 2f,
            new TreeMap<>(),
            List.of());
    return new Atlas(
        new Provenance("words", "", 1, new TreeMap<>()),
        papers,
        x,
        y,
        topics,
        new float[n],
        List.of(topic));
  }

  /** Those of every test, and some that are harder to show. */
  private static List<Paper> papers() {
    List<Paper> papers = new ArrayList<>(TestServer.PAPERS);
    papers.add(
        Paper.titled("<img src=x onerror=alert(1)> kites")
            .abstractText("Kites <script>alert(1)</script> in the wind.")
            .authors(List.of(new Author("<b>A. Kite</b>"), new Author("\" onclick=alert(1)")))
            .build());
    for (int i = 0; i < TOPICS.size(); i++) {
      String topic = TOPICS.get(i);
      papers.add(
          Paper.titled(
                  "Kites for %s in strong wind: how paper, string and patience are put together"
                          .formatted(topic)
                      + " so that every one of them flies, with a title that does not want to end")
              .ids(List.of(PaperId.parse("2401.%05d".formatted(i + 1)).orElseThrow()))
              .abstractText("Kites and " + (topic + " ").repeat(12))
              .authors(
                  List.of(
                      new Author("Ada Lovelace"),
                      new Author("Benjamin Franklin"),
                      new Author("Samuel Franklin Cody"),
                      new Author("Lawrence Hargrave")))
              .published(PublicationDate.parse("2024-01"))
              .build());
    }
    return papers;
  }
}
