package io.akin.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.atlas.Atlas;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult.Read;
import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderOver;
import io.akin.encoder.EncoderSource;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.PaperText;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.encoder.TextRecipe;
import io.akin.http.ServerOptions;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.NextGeneration;
import io.akin.index.PaperIndex;
import io.akin.index.StorageReport;
import io.akin.index.lucene.LuceneGenerations;
import io.akin.index.lucene.LuceneIndex;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.index.lucene.LuceneNextGeneration;
import io.akin.ingest.CommitPolicy;
import io.akin.ingest.Ingest;
import io.akin.ingest.IngestListener;
import io.akin.ingest.PaperStore;
import io.akin.ingest.Rebuild;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server while its index is rebuilt with another model, over HTTP. */
class LiveRebuildTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Of one dimension, so that vectors of the two could be compared, and would be unlike. */
  private static final Map<String, HashingEncoder> MODELS =
      Map.of("one", new HashingEncoder("one", 64), "two", new HashingEncoder("two", 64));

  private static final List<Paper> PAPERS =
      IntStream.range(0, 40)
          .mapToObj(
              i ->
                  Paper.titled("Kites of the " + Integer.toString(i * 7919, 36) + " kind")
                      .ids(List.of(new ArxivId("2101.%05d".formatted(i))))
                      .abstractText("On " + Integer.toString(i * 104_729, 36) + " and its wind.")
                      .build())
          .toList();

  @TempDir private Path index;
  private final Set<String> missing = ConcurrentHashMap.newKeySet();
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();

  @BeforeEach
  void addPapers() throws IOException {
    HashingEncoder encoder = model("one");
    try (LuceneIndexWriter writer =
            LuceneIndexWriter.open(
                index,
                new IndexManifest(
                    encoder.space(), TextRecipe.TITLE_ABSTRACT.id(), HnswOptions.DEFAULT));
        Ingest ingest =
            new Ingest(
                writer,
                encoder,
                CommitPolicy.DEFAULT,
                InstantSource.system(),
                new IngestListener() {})) {
      for (Paper paper : PAPERS) {
        ingest.accept(new Read(paper, new Location("test", 1)));
      }
      var _ = ingest.finish();
    }
  }

  /** An encoder whose use after it was closed is an error, as that of a real one. */
  private static final class Closable extends EncoderOver {
    private final HashingEncoder encoder;
    private final AtomicInteger open;
    private volatile boolean closed;

    Closable(HashingEncoder encoder, AtomicInteger open) {
      super(encoder);
      this.encoder = encoder;
      this.open = open;
      open.incrementAndGet();
    }

    @Override
    public List<Embedding> encode(List<String> texts, Role role, Priority priority)
        throws EncodeException {
      List<Embedding> embeddings = encoder.encode(texts);
      if (closed) {
        throw new EncodeException("the encoder is closed");
      }
      return embeddings;
    }

    @Override
    public void close() {
      closed = true;
      open.decrementAndGet();
    }
  }

  private final class Parts implements ServerParts {
    @Override
    public EmbeddingSpace space() throws IOException {
      return LuceneIndex.manifest(index).orElseThrow().space();
    }

    @Override
    public PaperIndex openIndex(Predicate<EmbeddingSpace> admission) throws IOException {
      return LuceneIndex.open(index, admission);
    }

    @Override
    public Encoder openEncoder(EmbeddingSpace space) throws IOException {
      if (missing.contains(space.model())) {
        throw new IOException("there is no model " + space.model());
      }
      return new Closable(
          model(space.model()), open.computeIfAbsent(space.model(), _ -> new AtomicInteger()));
    }

    @Override
    public StorageReport storage() throws IOException {
      return LuceneIndex.storage(index);
    }

    @Override
    public PaperStore store(EncoderSource encoders) {
      return new PaperStore(
          () -> LuceneIndexWriter.openExisting(index, "akin serve", InstantSource.system()),
          encoders,
          List.of(),
          InstantSource.system());
    }

    @Override
    public Supplier<Optional<Atlas>> atlases() {
      return Optional::empty;
    }

    @Override
    public void say(String note) {
      notes.add(note);
    }
  }

  private static HashingEncoder model(String name) {
    return requireNonNull(MODELS.get(name));
  }

  private int openOf(String model) {
    return requireNonNull(open.get(model)).get();
  }

  private Server serve() throws IOException {
    Parts parts = new Parts();
    Encoders encoders =
        new Encoders(parts::openEncoder, Duration.ofMillis(100), Duration.ofMillis(50));
    return Server.start(
        parts, encoders, Duration.ofMillis(20), ServerOptions.at("127.0.0.1", 0), Set.of());
  }

  private void rebuild(String model) throws IOException {
    try (NextGeneration next =
            LuceneNextGeneration.begin(
                index,
                live -> new IndexManifest(model(model).space(), live.recipe(), live.hnsw()),
                "akin rebuild",
                InstantSource.system());
        Rebuild rebuild =
            new Rebuild(next, space -> model(space.model()), new IngestListener() {})) {
      assertEquals(PAPERS.size(), rebuild.fill());
      var _ = next.takeIntoUse();
    }
  }

  private void rollBack() throws IOException {
    assertTrue(
        LuceneGenerations.rollBack(index, false, "akin rollback", InstantSource.system()).done());
  }

  /** Asks for a paper by its own text and returns the model that answered. */
  private static String ask(Server server, HttpClient client, Paper paper) throws Exception {
    String text =
        TextRecipe.TITLE_ABSTRACT.text(new PaperText(paper.title(), paper.abstractText()));
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/api/v1/search?k=3&mode=dense&explain=true&q=%s"
                .formatted(server.port(), URLEncoder.encode(text, UTF_8)));
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertEquals(200, response.statusCode(), response.body());
    JsonNode answer = new ObjectMapper().readTree(response.body());
    JsonNode first = answer.get("results").get(0);
    // With the vector of another model it would not be this paper, and not its own text.
    assertEquals(paper.id().text(), first.get("id").textValue(), response.body());
    assertEquals(1, first.get("score").doubleValue(), 1e-5, response.body());
    return answer.get("model").textValue();
  }

  private static void await(Server server, HttpClient client, String model) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!ask(server, client, PAPERS.getFirst()).equals(model)) {
      assertTrue(System.nanoTime() < end, "the server did not follow to " + model);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void requestsNeverFailAndNeverMixModelsWhileTheIndexIsSwitchedToAndFro() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (Server server = serve();
        HttpClient client = HttpClient.newHttpClient()) {
      List<FutureTask<Set<String>>> asking = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        FutureTask<Set<String>> task = new FutureTask<>(asking(server, client, done, i));
        asking.add(task);
        Thread.ofPlatform().name("ask " + i).start(task);
      }
      rebuild("two");
      await(server, client, "two");
      rollBack();
      await(server, client, "one");
      rollBack();
      await(server, client, "two");
      rebuild("one");
      await(server, client, "one");
      done.set(true);
      for (FutureTask<Set<String>> task : asking) {
        assertEquals(Set.of("one", "two"), task.get());
      }
      assertEquals(List.of(), notes);
    }
    open.values().forEach(count -> assertEquals(0, count.get()));
  }

  private static Callable<Set<String>> asking(
      Server server, HttpClient client, AtomicBoolean done, int first) {
    return () -> {
      Set<String> models = ConcurrentHashMap.newKeySet();
      for (int i = first; !done.get(); i++) {
        models.add(ask(server, client, PAPERS.get(i % PAPERS.size())));
      }
      return models;
    };
  }

  @Test
  void theEncoderThatIsNotNeededAnyMoreIsClosed() throws Exception {
    try (Server server = serve();
        HttpClient client = HttpClient.newHttpClient()) {
      assertEquals("one", ask(server, client, PAPERS.getFirst()));
      rebuild("two");
      await(server, client, "two");

      long end = System.nanoTime() + SOON.toNanos();
      while (openOf("one") > 0) {
        assertTrue(System.nanoTime() < end, "the old encoder stayed open");
        LockSupport.parkNanos(1_000_000);
      }
      assertEquals(1, openOf("two"));
    }
  }

  @Test
  void aModelThatCannotBeOpenedLeavesTheServerWithTheGenerationBefore() throws Exception {
    missing.add("two");
    try (Server server = serve();
        HttpClient client = HttpClient.newHttpClient()) {
      rebuild("two");
      long end = System.nanoTime() + SOON.toNanos();
      while (notes.isEmpty()) {
        assertTrue(System.nanoTime() < end, "nothing was said");
        assertEquals("one", ask(server, client, PAPERS.getFirst()));
      }
      assertTrue(notes.getFirst().contains("there is no model two"), notes::toString);
      assertEquals("one", ask(server, client, PAPERS.getFirst()));

      missing.clear();
      await(server, client, "two");
      assertEquals(1, notes.size(), notes::toString);
      assertFalse(notes.isEmpty());
    }
  }

  @Test
  void anIndexThatNobodyAsksFollowsByItself() throws Exception {
    try (Server _ = serve()) {
      rebuild("two");

      long end = System.nanoTime() + SOON.toNanos();
      while (!open.containsKey("two")) {
        assertTrue(System.nanoTime() < end, "the encoder was not opened ahead");
        LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
