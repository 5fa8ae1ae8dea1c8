package io.akin.corpus.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.akin.corpus.CorpusFiles;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.SharedFiles;
import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The papers that {@code make run} starts with: what is shown first must be right. */
class SampleCorpusTest {
  private static final Path FILE = Path.of("src", "main", "corpus", "landmarks.jsonl");
  private static final Pattern NEW_ARXIV_ID = Pattern.compile("(\\d{2})(\\d{2})\\.\\d+");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s+\\p{Lu}|$)");
  private static final Pattern NOT_WORD = Pattern.compile("[^a-z0-9]+");
  private static final int BORROWED_WORDS = 14;

  private static List<ReadResult> results = List.of();
  private static List<Paper> papers = List.of();

  @BeforeAll
  static void readTheFile() throws IOException {
    results = new ArrayList<>();
    CorpusFiles.read(FILE, List.of(new JsonReader()), results::add);
    papers =
        results.stream()
            .filter(Read.class::isInstance)
            .map(result -> ((Read) result).paper())
            .toList();
  }

  @Test
  void everyLineIsAPaper() throws IOException {
    assertEquals(List.of(), results.stream().filter(r -> !(r instanceof Read)).toList());
    assertEquals(Files.readAllLines(FILE).size(), papers.size());
  }

  @Test
  void thereAreEnoughPapersToExplore() {
    assertTrue(papers.size() >= 240, () -> "papers: " + papers.size());
  }

  @Test
  void noIdentifierOrTitleStandsTwice() {
    Set<PaperId> ids = new HashSet<>();
    for (Paper paper : papers) {
      paper.ids().forEach(id -> assertTrue(ids.add(id), () -> id + " of " + paper.title()));
    }
  }

  @Test
  void theyBeginIn1957() {
    assertEquals(
        1957,
        papers.stream().mapToInt(p -> p.published().orElseThrow().year()).min().orElseThrow());
  }

  @Test
  void everyPaperHasWhatAPageShows() {
    for (Paper paper : papers) {
      assertTrue(paper.id() instanceof ArxivId || paper.id() instanceof Doi, paper::title);
      assertFalse(paper.authors().isEmpty(), paper::title);
      assertTrue(paper.published().isPresent(), paper::title);
      assertFalse(paper.keywords().isEmpty(), paper::title);
    }
  }

  @Test
  void everyAbstractHasTwoToFourSentences() {
    for (Paper paper : papers) {
      long sentences = SENTENCE_END.matcher(paper.abstractText()).results().count();
      assertTrue(
          sentences >= 2 && sentences <= 4,
          () -> "%d sentences: %s: %s".formatted(sentences, paper.title(), paper.abstractText()));
    }
  }

  @Test
  void anArxivIdentifierAgreesWithTheDateOfPublication() {
    for (Paper paper : papers) {
      Matcher matcher = NEW_ARXIV_ID.matcher(paper.id().value());
      if (paper.id() instanceof ArxivId && matcher.matches()) {
        YearMonth given =
            YearMonth.of(
                2000 + Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        PublicationDate date = paper.published().orElseThrow();
        // A paper sent in on the last day of a month has the number of the next.
        YearMonth published = YearMonth.of(date.year(), Math.max(1, date.month()));
        assertTrue(
            published.equals(given) || published.equals(given.minusMonths(1)),
            () -> "%s is dated %s: %s".formatted(paper.id().text(), date, paper.title()));
      }
    }
  }

  /** Reads the corpora beside the repository, where there are any. */
  @ParameterizedTest
  @ValueSource(strings = {"hf-daily-papers", "ml-papers-20k", "ml-papers-100k"})
  void papersKnownElsewhereHaveTheSameArxivIdentifierAndAnAbstractOfTheirOwn(String corpus)
      throws IOException {
    Path file = SharedFiles.require("corpora").resolve(corpus + ".jsonl.gz");
    Map<LocalId, Paper> ours = new HashMap<>();
    papers.forEach(paper -> ours.put(LocalId.ofTitle(paper.title()), paper));
    int met = 0;

    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
        JsonParser json = new JsonFactory().createParser(in)) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> theirs = texts(json);
        Paper paper = ours.get(LocalId.ofTitle(theirs.getOrDefault("title", "")));
        if (paper != null) {
          met++;
          assertSameArxivId(paper, theirs.getOrDefault("id", ""));
          assertNotBorrowed(paper, theirs.getOrDefault("abstract", ""));
        }
      }
    }

    assertTrue(met > 0, "no title of ours is in " + file);
  }

  /** The texts of a JSON object, up to whose end the parser is moved. */
  private static Map<String, String> texts(JsonParser json) throws IOException {
    Map<String, String> texts = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        texts.put(key, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return texts;
  }

  private static void assertSameArxivId(Paper paper, String theirId) {
    Optional<PaperId> theirs = PaperId.parse(theirId).filter(ArxivId.class::isInstance);
    if (theirs.isPresent() && paper.id() instanceof ArxivId) {
      assertEquals(theirs.get(), paper.id(), paper::title);
    }
  }

  private static void assertNotBorrowed(Paper paper, String theirAbstract) {
    Set<String> common = new HashSet<>(runsOfWords(theirAbstract).toList());
    common.retainAll(runsOfWords(paper.abstractText()).toList());

    assertEquals(Set.of(), common, paper::title);
  }

  private static Stream<String> runsOfWords(String text) {
    List<String> words =
        NOT_WORD.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(w -> !w.isEmpty()).toList();
    return IntStream.rangeClosed(0, words.size() - BORROWED_WORDS)
        .mapToObj(i -> String.join(" ", words.subList(i, i + BORROWED_WORDS)));
  }
}
