package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.embedding.Embedding;
import io.akin.index.IndexedPaper;
import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.SourceId;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

class PaperDocumentTest {
  private static final Embedding EMBEDDING = Embedding.ofUnit(new float[] {0.6f, 0, -0.8f});

  @Test
  void aPaperWithEveryFactIsReadBack() throws IOException {
    Paper paper =
        Paper.titled("Kites in a steady wind")
            .ids(
                List.of(
                    new ArxivId("hep-th/9901001"),
                    new Doi("10.1000/kites(1);2-#<3>"),
                    new SourceId("toy", "Kites.1")))
            .abstractText("We let go of 12 kites, and ten came back. 凧 🪁 Ünïcödé")
            .language("en")
            .authors(List.of(new Author("Zoë Example"), new Author("Ada Example")))
            .authorCount(7)
            .organisation(new Organisation("KiteLab", "The Kite Lab"))
            .published(PublicationDate.parse("2021-03-04"))
            .venue("Journal of Invented Results")
            .categories(List.of("physics.ao-ph", "cs.RO"))
            .keywords(List.of("wind", "kites"))
            .links(
                List.of(
                    new Link(Link.Kind.CODE, "https://code.example/kites?a=1&b=2"),
                    new Link(Link.Kind.PAGE, "https://kites.example/1"),
                    new Link(Link.Kind.PAGE, "https://kites.example/2"),
                    new Link(Link.Kind.PROJECT, "https://project.example")))
            .upvotes(0)
            .comments(12)
            .build();

    assertReadBack(paper);
  }

  @Test
  void aPaperWithATitleAloneIsReadBack() throws IOException {
    assertReadBack(Paper.titled("Kites").build());
  }

  @Property(tries = 150)
  void everyPaperIsReadBack(@ForAll("papers") Paper paper) throws IOException {
    assertReadBack(paper);
  }

  private static void assertReadBack(Paper paper) throws IOException {
    IndexedPaper indexed = new IndexedPaper(paper, EMBEDDING, "hash");

    assertEquals(indexed, PaperDocument.indexed(stored(PaperDocument.of(indexed)), EMBEDDING));
  }

  private static Document stored(Document document) throws IOException {
    try (var directory = new ByteBuffersDirectory()) {
      try (var writer = new IndexWriter(directory, new IndexWriterConfig())) {
        writer.addDocument(document);
      }
      try (var reader = DirectoryReader.open(directory)) {
        return reader.storedFields().document(0);
      }
    }
  }

  /** Each fact is there or not, whatever the others are. */
  @Provide
  Arbitrary<Paper> papers() {
    Arbitrary<String> text = Arbitraries.strings().ofMinLength(1).ofMaxLength(30);
    Arbitrary<String> word = text.map(any -> "w" + any);
    Arbitrary<Integer> count = Arbitraries.integers().greaterOrEqual(0);
    Arbitrary<Paper.Builder> papers = word.map(Paper::titled);
    papers = with(papers, ids().list().ofMaxSize(4), Paper.Builder::ids);
    papers = with(papers, text, Paper.Builder::abstractText);
    papers = with(papers, Arbitraries.of("en", "pt", "zh"), Paper.Builder::language);
    papers = with(papers, word.map(Author::new).list().ofMaxSize(4), Paper.Builder::authors);
    papers = with(papers, count, Paper.Builder::authorCount);
    papers = with(papers, word.map(w -> new Organisation(w, w + "!")), Paper.Builder::organisation);
    papers = with(papers, dates(), Paper.Builder::published);
    papers = with(papers, text, Paper.Builder::venue);
    papers = with(papers, word.list().ofMaxSize(3), Paper.Builder::categories);
    papers = with(papers, word.list().ofMaxSize(3), Paper.Builder::keywords);
    papers = with(papers, links().list().ofMaxSize(3), Paper.Builder::links);
    papers = with(papers, count, Paper.Builder::upvotes);
    papers = with(papers, count, Paper.Builder::comments);
    return papers.map(Paper.Builder::build);
  }

  private static <T> Arbitrary<Paper.Builder> with(
      Arbitrary<Paper.Builder> papers, Arbitrary<T> values, BiConsumer<Paper.Builder, T> setter) {
    return papers.flatMap(
        paper ->
            values
                .optional(0.7)
                .map(
                    value -> {
                      value.ifPresent(present -> setter.accept(paper, present));
                      return paper;
                    }));
  }

  private static Arbitrary<PaperId> ids() {
    Arbitrary<String> printable =
        Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(40);
    return Arbitraries.oneOf(
        Arbitraries.integers()
            .between(0, 99_999)
            .map(n -> new ArxivId("2%03d.%05d".formatted(101 + n % 12, n))),
        Arbitraries.integers()
            .between(0, 9_999_999)
            .map(n -> new ArxivId("hep-th/%07d".formatted(n))),
        printable.map(any -> new Doi("10.1000/" + any.replaceAll("[A-Z]", "x"))),
        printable.map(any -> new SourceId("toy", any)));
  }

  private static Arbitrary<PublicationDate> dates() {
    Arbitrary<Integer> years = Arbitraries.integers().between(1000, 9999);
    return Arbitraries.oneOf(
        years.map(year -> new PublicationDate(year, 0, 0)),
        years.map(year -> new PublicationDate(year, 1 + year % 12, 0)),
        years.map(year -> new PublicationDate(year, 1 + year % 12, 1 + year % 28)));
  }

  private static Arbitrary<Link> links() {
    return Arbitraries.of(Link.Kind.values())
        .flatMap(
            kind ->
                Arbitraries.strings()
                    .alpha()
                    .ofMaxLength(10)
                    .map(path -> new Link(kind, "https://toy.example/" + path)));
  }
}
