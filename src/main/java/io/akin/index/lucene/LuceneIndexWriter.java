package io.akin.index.lucene;

import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndexWriter;
import io.akin.index.SpaceMismatchException;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;

/** Writes an index on disk, creating it where there is none. Not thread-safe. */
public final class LuceneIndexWriter implements PaperIndexWriter {
  private static final double BUFFER_MEGABYTES = 256;

  private final Path folder;
  private final Directory directory;
  private final IndexWriter writer;
  private final IndexManifest manifest;
  private DirectoryReader reader;
  private boolean readerIsOld;

  private LuceneIndexWriter(
      Path folder, Directory directory, IndexWriter writer, IndexManifest manifest)
      throws IOException {
    this.folder = folder;
    this.directory = directory;
    this.writer = writer;
    this.manifest = manifest;
    this.reader = DirectoryReader.open(writer);
  }

  /**
   * Opens an index to write to it; an existing one keeps its own HNSW options.
   *
   * @throws SpaceMismatchException when the existing index was built in another space
   * @throws IndexException when it was built by another recipe, is damaged, or is being written by
   *     another process
   */
  public static LuceneIndexWriter open(Path folder, IndexManifest wanted) throws IOException {
    IndexFolder index = new IndexFolder(folder);
    Optional<Path> live = index.generation();
    Path generation = live.isPresent() ? live.get() : index.firstGeneration();
    Directory directory = FSDirectory.open(generation);
    IndexWriter writer = null;
    try {
      IndexManifest manifest = wanted;
      if (live.isPresent()) {
        manifest = LuceneIndex.manifest(folder, directory);
        requireSame(folder, manifest, wanted);
      }
      writer = new IndexWriter(directory, config(manifest));
      writer.setLiveCommitData(manifest.toMap().entrySet());
      if (live.isEmpty()) {
        if (index.generation().isPresent()) { // since we looked, and before we had the lock
          throw new IndexException(
              "the index at %s has just been created by another process; try again"
                  .formatted(folder));
        }
        writer.commit();
        index.makeLive(generation);
      }
      return new LuceneIndexWriter(folder, directory, writer, manifest);
    } catch (LockObtainFailedException e) {
      IOUtils.closeWhileHandlingException(directory);
      throw new IndexException(
          "the index at %s is being written by another process; wait until it has finished"
              .formatted(folder),
          e);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(writer == null ? null : writer::rollback, directory);
      throw e;
    }
  }

  private static void requireSame(Path folder, IndexManifest built, IndexManifest wanted)
      throws IndexException {
    built.requireSpace(folder.toString(), wanted.space());
    if (!built.recipe().equals(wanted.recipe())) {
      throw new IndexException(
          "the papers of %s were encoded as '%s', not as '%s'; build a new index: akin --index DIR"
                  .formatted(folder, built.recipe(), wanted.recipe())
              + " add FILE...");
    }
  }

  private static IndexWriterConfig config(IndexManifest manifest) {
    var hnsw = new Lucene99HnswVectorsFormat(manifest.hnsw().m(), manifest.hnsw().efConstruction());
    return new IndexWriterConfig(LuceneIndex.analyzer())
        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
        .setCommitOnClose(false)
        .setCodec(
            new Lucene104Codec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return hnsw;
              }
            });
  }

  @Override
  public IndexManifest manifest() {
    return manifest;
  }

  @Override
  public List<IndexedPaper> find(Collection<PaperId> ids) throws IOException {
    if (readerIsOld) {
      writing(this::renewReader);
    }
    return new Snapshot(new IndexSearcher(reader)).find(ids);
  }

  private long renewReader() throws IOException {
    DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
    if (newer != null) {
      reader.close();
      reader = newer;
    }
    readerIsOld = false;
    return reader.getVersion();
  }

  @Override
  public void replace(Collection<IndexedPaper> replaced, IndexedPaper paper) throws IOException {
    Query old =
        new TermInSetQuery(
            PaperDocument.KEY,
            replaced.stream().map(indexed -> PaperDocument.key(indexed.paper())).toList());
    writing(() -> writer.updateDocuments(old, List.of(PaperDocument.of(paper))));
    readerIsOld = true;
  }

  @Override
  public void commit() throws IOException {
    writing(writer::commit);
  }

  private interface Write {
    long run() throws IOException;
  }

  /** Writes, and says of a failure where it was: it may have come up earlier, in the background. */
  private void writing(Write write) throws IOException {
    try {
      var _ = write.run();
    } catch (IOException | AlreadyClosedException e) {
      Throwable cause = writer.getTragicException() == null ? e : writer.getTragicException();
      throw new IndexException(
          "the index at %s cannot be written: %s. What was committed stays; mend this and run the"
                  .formatted(folder, cause.getMessage())
              + " command again",
          cause);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    writer.rollback(); // commit() is the only way to keep what was written; this also stops merges
    directory.close();
  }
}
