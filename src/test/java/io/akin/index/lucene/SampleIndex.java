package io.akin.index.lucene;

import io.akin.embedding.Embedding;
import io.akin.encoder.HashingEncoder;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/** Indexes on disk for tests of what happens to their files. */
final class SampleIndex {
  static final IndexManifest MANIFEST = manifest("toy");

  private SampleIndex() {}

  static IndexManifest manifest(String model) {
    return new IndexManifest(
        new HashingEncoder(model, 32).space(), "title. abstract", new HnswOptions(8, 32));
  }

  static IndexedPaper paper(int number) {
    Paper paper =
        Paper.titled("Kites in wind of force " + number)
            .ids(List.of(new ArxivId("2101.%05d".formatted(number))))
            .abstractText("We let go of kites.")
            .build();
    Embedding embedding = new HashingEncoder("toy", 32).encode(List.of(paper.title())).getFirst();
    return new IndexedPaper(paper, embedding, "hash " + number);
  }

  static List<IndexedPaper> papers(int from, int to) {
    return IntStream.range(from, to).mapToObj(SampleIndex::paper).toList();
  }

  /** Adds papers as the program does. */
  static void write(Path index, List<IndexedPaper> papers) throws IOException {
    write(index, MANIFEST, papers);
  }

  static void write(Path index, IndexManifest manifest, List<IndexedPaper> papers)
      throws IOException {
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, manifest)) {
      for (IndexedPaper paper : papers) {
        writer.replace(List.of(), paper);
      }
      writer.commit();
    }
  }

  /** Creates an index of any documents, in one segment with a file of its own for each kind. */
  static void writeDocuments(Path index, IndexManifest manifest, List<Document> documents)
      throws IOException {
    IndexFolder folder = new IndexFolder(index);
    Path generation = Files.createDirectories(folder.generation(1));
    try (FSDirectory directory = FSDirectory.open(generation);
        IndexWriter writer =
            new IndexWriter(
                directory, new IndexWriterConfig(PaperTerms.ANALYZER).setUseCompoundFile(false))) {
      writer.addDocuments(documents);
      writer.setLiveCommitData(manifest.toMap().entrySet());
      writer.commit();
    }
    folder.makeLive(generation);
  }

  static List<IndexedPaper> read(Path index) throws IOException {
    List<IndexedPaper> papers = new ArrayList<>();
    try (PaperIndex opened = LuceneIndex.open(index)) {
      opened.scan(papers::add);
    }
    return papers;
  }

  /** The files of the live generation, without the lock. */
  static List<Path> files(Path index) throws IOException {
    Path generation = new IndexFolder(index).generation().orElseThrow();
    try (Stream<Path> files = Files.list(generation)) {
      return files.filter(file -> !file.endsWith(IndexWriter.WRITE_LOCK_NAME)).sorted().toList();
    }
  }
}
