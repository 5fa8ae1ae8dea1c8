package io.akin.app;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.bibliography.BibtexReader;
import io.akin.corpus.bibliography.RisReader;
import io.akin.corpus.json.JsonReader;
import io.akin.corpus.listing.ListingReader;
import io.akin.corpus.parquet.ParquetReader;
import io.akin.corpus.table.TableReader;
import io.akin.corpus.xml.ArxivAtomReader;
import io.akin.corpus.xml.OaiPmhReader;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.Encoder;
import io.akin.encoder.TextRecipe;
import io.akin.encoder.onnx.OnnxEncoder;
import io.akin.index.BackupReport;
import io.akin.index.CheckReport;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.PaperIndex;
import io.akin.index.PaperIndexWriter;
import io.akin.index.SpaceMismatchException;
import io.akin.index.lucene.LuceneBackup;
import io.akin.index.lucene.LuceneIndex;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Opens the parts of the program for one index and one folder of models. What it opens belongs to
 * the caller, who closes it.
 */
public final class Application {
  /** The model of a new index, which comes with the build. */
  public static final String DEFAULT_MODEL = "all-MiniLM-L6-v2";

  private static final TextRecipe RECIPE = TextRecipe.TITLE_ABSTRACT;

  private static final InstantSource CLOCK = InstantSource.system();

  private final Path index;
  private final Path models;
  private final Optional<String> model;
  private final String command;

  /** Names the places for a program that is no command. */
  public Application(Path index, Path models, Optional<String> model) {
    this(index, models, model, "akin");
  }

  /**
   * Names the places, and opens nothing.
   *
   * @param model the model to use; when empty, the one the index was built with, or the default one
   *     for a new index
   * @param command the command that runs, {@code akin add}; those who want to write the index
   *     meanwhile are told
   */
  public Application(Path index, Path models, Optional<String> model, String command) {
    this.index = index;
    this.models = models;
    this.model = model;
    this.command = command;
  }

  /** The folder of the index. */
  public Path indexFolder() {
    return index;
  }

  /** Whether the index has been created. */
  public boolean indexExists() throws IOException {
    return LuceneIndex.exists(index);
  }

  /**
   * Opens the index to read it.
   *
   * @throws SpaceMismatchException when a model was asked for that is not the index's
   */
  public PaperIndex openIndex() throws IOException {
    PaperIndex opened = LuceneIndex.open(index);
    try {
      if (model.isPresent()) {
        EmbeddingSpace asked = ModelFolder.open(models, model.get()).space();
        opened.manifest().requireSpace(index.toString(), asked);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Opens the index to write to it, creating it where there is none. */
  public PaperIndexWriter openWriter(EmbeddingSpace space) throws IOException {
    return LuceneIndexWriter.open(
        index, new IndexManifest(space, RECIPE.id(), HnswOptions.DEFAULT), command, CLOCK);
  }

  /** Opens an existing index to take papers out of it; needs no model. */
  public PaperIndexWriter openExistingWriter() throws IOException {
    return LuceneIndexWriter.openExisting(index, command, CLOCK);
  }

  /** Checks the index; others may use it meanwhile. */
  public CheckReport check() throws IOException {
    return LuceneIndex.check(index);
  }

  /** Copies the index into a new folder; others may use it meanwhile. */
  public BackupReport backup(Path target) throws IOException {
    return LuceneBackup.create(index, target);
  }

  /**
   * Puts a backup into the index.
   *
   * @param replace whether papers that it holds already may go
   */
  public BackupReport restore(Path backup, boolean replace) throws IOException {
    return LuceneBackup.restore(backup, index, replace, command, CLOCK);
  }

  /** Creates an index without papers. */
  public void createIndex() throws IOException {
    EmbeddingSpace space = ModelFolder.open(models, modelName()).space();
    try (PaperIndexWriter writer = openWriter(space)) {
      writer.commit();
    }
  }

  /** Loads the model; takes about a second. */
  public Encoder openEncoder() throws IOException {
    return OnnxEncoder.open(ModelFolder.open(models, modelName()));
  }

  private String modelName() throws IOException {
    if (model.isPresent()) {
      return model.get();
    }
    if (!indexExists()) {
      return DEFAULT_MODEL;
    }
    try (PaperIndex opened = LuceneIndex.open(index)) {
      return opened.manifest().space().model();
    }
  }

  /** A reader for the lists of papers that the Hugging Face API answers. */
  public static CorpusReader dailyPapersReader() {
    return new JsonReader();
  }

  /**
   * A reader for every format.
   *
   * @param captured the day on which saved pages were captured, if known
   */
  public static List<CorpusReader> readers(Optional<LocalDate> captured) {
    return List.of(
        new ParquetReader(),
        new JsonReader(),
        new ArxivAtomReader(),
        new OaiPmhReader(),
        new RisReader(),
        new BibtexReader(),
        captured.map(ListingReader::new).orElseGet(ListingReader::new),
        new TableReader());
  }
}
