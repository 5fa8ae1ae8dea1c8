package io.akin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.akin.corpus.Location;
import io.akin.corpus.ReadResult.Read;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.TextRecipe;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.NextGeneration;
import io.akin.index.PaperIndex;
import io.akin.index.lucene.LuceneIndex;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.index.lucene.LuceneNextGeneration;
import io.akin.ingest.Rebuild.EncoderOpening;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {
  private static final HashingEncoder OLD = new HashingEncoder("old", 32);
  private static final HashingEncoder NEW = new HashingEncoder("new", 48);

  /** More than two batches. */
  private static final int PAPERS = 700;

  private static final EncoderOpening NONE =
      space -> {
        throw new AssertionError("nothing is to be encoded for " + space);
      };

  @TempDir private Path index;

  @BeforeEach
  void addPapers() throws IOException {
    write(
        index,
        OLD,
        IntStream.range(0, PAPERS)
            .mapToObj(
                i ->
                    Paper.titled("Kites " + i)
                        .ids(List.of(new ArxivId("2101.%05d".formatted(i))))
                        .abstractText("wind ".repeat(i % 9))
                        .build())
            .toList());
  }

  private static void write(Path folder, HashingEncoder encoder, List<Paper> papers)
      throws IOException {
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(folder, manifest(encoder.space()));
        Ingest ingest =
            new Ingest(
                writer,
                encoder,
                CommitPolicy.DEFAULT,
                InstantSource.system(),
                new IngestListener() {})) {
      for (Paper paper : papers) {
        ingest.accept(new Read(paper, new Location("test", 1)));
      }
      var _ = ingest.finish();
    }
  }

  private static IndexManifest manifest(EmbeddingSpace space) {
    return new IndexManifest(space, TextRecipe.TITLE_ABSTRACT.id(), HnswOptions.DEFAULT);
  }

  private NextGeneration begin(IndexManifest manifest) throws IOException {
    return LuceneNextGeneration.begin(index, _ -> manifest, "akin rebuild", InstantSource.system());
  }

  private int rebuild(IndexManifest manifest, EncoderOpening opening, IngestListener listener)
      throws IOException {
    try (NextGeneration next = begin(manifest);
        Rebuild rebuild = new Rebuild(next, opening, listener)) {
      int encoded = rebuild.fill();
      assertEquals(PAPERS, next.takeIntoUse().papers());
      return encoded;
    }
  }

  private static List<IndexedPaper> read(Path folder) throws IOException {
    List<IndexedPaper> papers = new ArrayList<>();
    try (PaperIndex opened = LuceneIndex.open(folder)) {
      opened.scan(papers::add);
    }
    return papers;
  }

  @Test
  void withAnotherModelItIsAsIfAllHadBeenAddedToANewIndex(@TempDir Path other) throws IOException {
    List<Paper> papers = read(index).stream().map(IndexedPaper::paper).toList();
    AtomicInteger progress = new AtomicInteger();
    IngestListener listener =
        new IngestListener() {
          @Override
          public void progressed(int more, boolean encoded) {
            progress.addAndGet(more);
          }
        };

    assertEquals(PAPERS, rebuild(manifest(NEW.space()), _ -> NEW, listener));

    write(other, NEW, papers);
    assertEquals(read(other), read(index));
    assertEquals(PAPERS, progress.get());
  }

  @Test
  void withTheSameModelNothingIsEncoded() throws IOException {
    List<IndexedPaper> before = read(index);
    IndexManifest denser =
        new IndexManifest(OLD.space(), manifest(OLD.space()).recipe(), new HnswOptions(24, 150));

    assertEquals(0, rebuild(denser, NONE, new IngestListener() {}));

    assertEquals(before, read(index));
    assertEquals(denser, LuceneIndex.manifest(index).orElseThrow());
  }

  @Test
  void aShorterDimensionIsCutFromWhatIsThere() throws IOException {
    List<IndexedPaper> before = read(index);

    assertEquals(0, rebuild(manifest(OLD.space().cutTo(28)), NONE, new IngestListener() {}));

    List<IndexedPaper> after = read(index);
    for (int i = 0; i < PAPERS; i++) {
      assertEquals(before.get(i).embedding().cutTo(28), after.get(i).embedding());
    }
  }

  @Test
  void aVectorThatIsNotThatOfItsTextIsMadeAnew() throws IOException {
    IndexedPaper right = read(index).get(5);
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, manifest(OLD.space()))) {
      IndexedPaper wrong =
          new IndexedPaper(right.paper(), OLD.encode(List.of("bread")).getFirst(), "stale");
      writer.replace(List.of(right), wrong);
      writer.commit();
    }

    assertEquals(1, rebuild(manifest(OLD.space()), _ -> OLD, new IngestListener() {}));

    assertEquals(right, read(index).get(5));
  }

  @Test
  void stoppedItLeavesTheIndexAsItWas() throws IOException {
    List<IndexedPaper> before = read(index);
    try (NextGeneration next = begin(manifest(NEW.space()));
        Rebuild rebuild = new Rebuild(next, _ -> NEW, new IngestListener() {})) {
      rebuild.stop();

      assertThrows(RebuildStoppedException.class, rebuild::fill);
    }
    assertEquals(before, read(index));
    assertEquals(manifest(OLD.space()), LuceneIndex.manifest(index).orElseThrow());
  }

  @Test
  void anEncoderThatCannotBeOpenedLeavesTheIndexAsItWas() throws IOException {
    try (NextGeneration next = begin(manifest(NEW.space()));
        Rebuild rebuild =
            new Rebuild(
                next,
                _ -> {
                  throw new IOException("no such model");
                },
                new IngestListener() {})) {
      assertThrows(IOException.class, rebuild::fill);
    }
    assertEquals(manifest(OLD.space()), LuceneIndex.manifest(index).orElseThrow());
  }
}
