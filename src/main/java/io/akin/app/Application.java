package io.akin.app;

import io.akin.atlas.Atlas;
import io.akin.atlas.json.AtlasFile;
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
import io.akin.encoder.BatchingEncoder;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderSource;
import io.akin.encoder.TextRecipe;
import io.akin.encoder.onnx.OnnxModel;
import io.akin.encoder.onnx.OnnxOptions;
import io.akin.index.BackupReport;
import io.akin.index.CheckReport;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.NextGeneration;
import io.akin.index.PaperIndex;
import io.akin.index.PaperIndexWriter;
import io.akin.index.RecallReport;
import io.akin.index.RollbackReport;
import io.akin.index.SpaceMismatchException;
import io.akin.index.StorageReport;
import io.akin.index.lucene.LuceneBackup;
import io.akin.index.lucene.LuceneGenerations;
import io.akin.index.lucene.LuceneIndex;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.index.lucene.LuceneNextGeneration;
import io.akin.index.lucene.LuceneRecall;
import io.akin.index.lucene.Simd;
import io.akin.ingest.PaperStore;
import io.akin.model.ModelException;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Opens the parts of the program for one index and one folder of models. What it opens belongs to
 * the caller, who closes it.
 */
public final class Application {
  /** The model of a new index, which comes with the build. */
  public static final String DEFAULT_MODEL = "all-MiniLM-L6-v2";

  private static final TextRecipe RECIPE = TextRecipe.TITLE_WEIGHTED;

  /** Enough for a recall of 0.99 to be known within 0.005. */
  private static final int RECALL_QUERIES = 500;

  private static final InstantSource CLOCK = InstantSource.system();

  private final Path index;
  private final Path models;
  private final ModelChoice choice;
  private final String command;
  private final Consumer<String> notes;

  /** Names the places for a program that is no command. */
  public Application(Path index, Path models, ModelChoice choice) {
    this(index, models, choice, "akin", _ -> {});
  }

  /**
   * Names the places, and opens nothing.
   *
   * @param command the command that runs, {@code akin add}; those who want to write the index
   *     meanwhile are told
   * @param notes told in a line what the user should know, such as that there is no GPU
   */
  public Application(
      Path index, Path models, ModelChoice choice, String command, Consumer<String> notes) {
    this.index = index;
    this.models = models;
    this.choice = choice;
    this.command = command;
    this.notes = notes;
  }

  /** How the papers of a new index, or of a generation that is built anew, are encoded. */
  public static TextRecipe recipe() {
    return RECIPE;
  }

  /** The folder of the index. */
  public Path indexFolder() {
    return index;
  }

  /** The atlas of the index, where there is one. */
  public AtlasFile atlas() {
    return new AtlasFile(index.resolve("atlas.json"), notes);
  }

  /** Whether the index has been created. */
  public boolean indexExists() throws IOException {
    return LuceneIndex.exists(index);
  }

  /** Whether there are papers in the index; false also where none has been created. */
  public boolean holdsPapers() throws IOException {
    return LuceneIndex.holdsPapers(index);
  }

  /**
   * Opens the index to read it.
   *
   * @throws SpaceMismatchException when a model was asked for that is not the index's
   */
  public PaperIndex openIndex() throws IOException {
    return openIndex(_ -> true);
  }

  private PaperIndex openIndex(Predicate<EmbeddingSpace> admission) throws IOException {
    PaperIndex opened = LuceneIndex.open(index, admission);
    try {
      if (choice.name().isPresent() || choice.dimension().isPresent()) {
        EmbeddingSpace built = opened.manifest().space();
        ModelFolder asked = ModelFolder.open(models, choice.name().orElse(built.model()));
        opened.manifest().requireSpace(index.toString(), space(asked, Optional.of(built)));
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** What a server of this index is made of. */
  ServerParts serverParts() {
    AtlasFile atlas = atlas();
    return new ServerParts() {
      @Override
      public EmbeddingSpace space() throws IOException {
        Optional<IndexManifest> manifest = LuceneIndex.manifest(index);
        Optional<EmbeddingSpace> built = manifest.map(IndexManifest::space);
        EmbeddingSpace asked = Application.this.space(openModel(built), built);
        if (manifest.isPresent()) {
          manifest.get().requireSpace(index.toString(), asked);
        }
        return asked;
      }

      @Override
      public StorageReport storage() throws IOException {
        return Application.this.storage();
      }

      @Override
      public PaperStore store(EncoderSource encoders) {
        return new PaperStore(
            Application.this::openExistingWriter, encoders, readers(Optional.empty()), CLOCK);
      }

      @Override
      public PaperIndex openIndex(Predicate<EmbeddingSpace> admission) throws IOException {
        return Application.this.openIndex(admission);
      }

      @Override
      public Encoder openEncoder(EmbeddingSpace space) throws IOException {
        return Application.this.openEncoder(space);
      }

      @Override
      public Supplier<Optional<Atlas>> atlases() {
        return atlas;
      }

      @Override
      public void say(String note) {
        notes.accept(note);
      }
    };
  }

  /**
   * Begins a generation beside the live one, with the model that was asked for or else with the
   * same; no encoder is opened.
   *
   * @param hnsw how to build the graph, given how the live one was built
   */
  public NextGeneration beginGeneration(UnaryOperator<HnswOptions> hnsw) throws IOException {
    IndexManifest live = LuceneIndex.manifest(index).orElse(null);
    EmbeddingSpace space =
        live == null || (choice.name().isEmpty() && choice.dimension().isEmpty())
            ? null
            : space(openModel(Optional.of(live.space())), Optional.empty());
    return LuceneNextGeneration.begin(
        index,
        built ->
            new IndexManifest(
                space == null ? built.space() : space, RECIPE.id(), hnsw.apply(built.hnsw())),
        command,
        CLOCK);
  }

  /**
   * Goes back to the generation that was live before.
   *
   * @param force whether to do so where the two do not hold the same papers
   */
  public RollbackReport rollBack(boolean force) throws IOException {
    return LuceneGenerations.rollBack(index, force, command, CLOCK);
  }

  /** Deletes the generation that was live before, and tells whether there was one. */
  public boolean forgetPrevious() throws IOException {
    return LuceneGenerations.forgetPrevious(index, command, CLOCK);
  }

  /** Makes one segment of the index, which takes time and disk space once. */
  public void compact() throws IOException {
    LuceneGenerations.compact(index, command, CLOCK);
  }

  /**
   * Checks that the model that was asked for, if one was, is the index's.
   *
   * @throws SpaceMismatchException when it is not
   */
  public void requireModel() throws IOException {
    openIndex().close();
  }

  /** Why vectors are not compared with the processor's wide registers, or nothing if they are. */
  public static Optional<String> simdMissing() {
    return Simd.missing();
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

  /** Measures how many of the ten nearest papers searches find, and remembers it with the index. */
  public RecallReport measureRecall() throws IOException {
    return LuceneRecall.measure(index, RECALL_QUERIES);
  }

  /**
   * Finds the cheapest setting with which searches find a share of the ten nearest papers, and lets
   * them use it.
   */
  public RecallReport tune(double target) throws IOException {
    return LuceneRecall.tune(index, RECALL_QUERIES, target);
  }

  /** How the index lies on disk and how it is searched. */
  public StorageReport storage() throws IOException {
    return LuceneIndex.storage(index);
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
    Optional<EmbeddingSpace> built = builtSpace();
    try (PaperIndexWriter writer = openWriter(space(openModel(built), built))) {
      writer.commit();
    }
  }

  /**
   * Begins to load what models and indexes run on, in a thread of its own, which may be done while
   * it is still being found out which ones. Of no other effect: what fails here fails again for
   * whoever opens one.
   */
  public static void preload() {
    Thread.ofPlatform()
        .name("preload")
        .daemon()
        .uncaughtExceptionHandler((_, _) -> {})
        .start(
            () -> {
              OnnxModel.loadEngine();
              LuceneIndex.loadEngine();
            });
  }

  /** Loads the model; takes about half a second. */
  public Encoder openEncoder() throws IOException {
    Optional<EmbeddingSpace> built = builtSpace();
    ModelFolder folder = openModel(built);
    return openEncoder(folder, space(folder, built).dimension());
  }

  /**
   * Loads the model of a space.
   *
   * @throws SpaceMismatchException when the model of its name is not the one it is of
   */
  public Encoder openEncoder(EmbeddingSpace space) throws IOException {
    ModelFolder folder = ModelFolder.open(models, space.model());
    EmbeddingSpace own = folder.space().cutTo(space.dimension());
    if (!own.equals(space)) {
      throw new SpaceMismatchException(index.toString(), space, own);
    }
    return openEncoder(folder, space.dimension());
  }

  private Encoder openEncoder(ModelFolder folder, int dimension) throws IOException {
    OnnxOptions options = new OnnxOptions(choice.device(), OptionalInt.of(dimension));
    return new BatchingEncoder(OnnxModel.open(folder, options, notes));
  }

  private ModelFolder openModel(Optional<EmbeddingSpace> built) throws IOException {
    String name = choice.name().or(() -> built.map(EmbeddingSpace::model)).orElse(DEFAULT_MODEL);
    return ModelFolder.open(models, name);
  }

  /** The space of a model as it was asked for, or else as an index of the same model has it. */
  private EmbeddingSpace space(ModelFolder folder, Optional<EmbeddingSpace> built)
      throws ModelException {
    if (choice.dimension().isPresent()) {
      return folder.space(choice.dimension().getAsInt());
    }
    return built
        .filter(space -> folder.space().cutTo(space.dimension()).equals(space))
        .orElseGet(folder::space);
  }

  /** The space of the index, if it has been created. */
  private Optional<EmbeddingSpace> builtSpace() throws IOException {
    return LuceneIndex.manifest(index).map(IndexManifest::space);
  }

  /** A reader for the lists of papers that the Hugging Face API answers. */
  public static CorpusReader dailyPapersReader() {
    return new JsonReader();
  }

  /** A reader for every format in which people keep lists of papers. */
  public static List<CorpusReader> bibliographyReaders() {
    return List.of(new RisReader(), new BibtexReader());
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
