package io.akin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.app.Application;
import io.akin.atlas.Atlas;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult.Read;
import io.akin.encoder.Encoder;
import io.akin.encoder.HashingEncoder;
import io.akin.encoder.TextRecipe;
import io.akin.http.api.Api;
import io.akin.http.api.ClustersApi;
import io.akin.http.api.Stats;
import io.akin.http.api.Writes;
import io.akin.http.site.Site;
import io.akin.index.HnswOptions;
import io.akin.index.IndexManifest;
import io.akin.index.PaperIndex;
import io.akin.index.lucene.LuceneIndex;
import io.akin.index.lucene.LuceneIndexWriter;
import io.akin.ingest.CommitPolicy;
import io.akin.ingest.Ingest;
import io.akin.ingest.IngestListener;
import io.akin.ingest.PaperStore;
import io.akin.landscape.Landscapes;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A real server on a free port, over a real index of a few papers, and a client of it. */
public final class TestServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What would do harm where it is taken for markup. */
  public static final String SCRIPT = "<script>alert('kite')</script> & \"quotes\"";

  /** Papers about kites and bread, with identifiers of every kind. */
  public static final List<Paper> PAPERS =
      List.of(
          paper("hep-th/9901001", "Strings and kites", "Kites on strings in strong wind."),
          paper("2306.00978", "Kites for everyone", "How to build kites from paper and wind."),
          paper(
              "10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9",
              "Indexing bread",
              "Bread, dough and ovens."),
          paper("10.1145/3292500.3330701", "Sour dough at scale", "Bread for a million people."),
          paper("acl:2022.x-1", SCRIPT, SCRIPT + " bread"));

  /** What surfaces are made of. */
  public record Parts(
      Path folder,
      PaperIndex index,
      PaperFinder finder,
      Recommender recommender,
      Encoder encoder,
      Metrics metrics) {

    /** The program's own interface. */
    public Api api() {
      PaperStore store =
          new PaperStore(
              () -> LuceneIndexWriter.openExisting(folder, "akin serve", InstantSource.system()),
              _ -> encoder,
              Application.readers(Optional.empty()),
              InstantSource.system());
      return new Api(
          finder,
          recommender,
          new Freshness(index, InstantSource.system()),
          new Writes(store, finder),
          new Stats(() -> LuceneIndex.storage(folder), true));
    }

    /** The routes of clusters, and the atlas that they are of. */
    public ClustersApi clusters(Supplier<Optional<Atlas>> atlases) {
      return new ClustersApi(
          index, recommender, atlases, new Freshness(index, InstantSource.system()));
    }

    /** The landscapes of an atlas. */
    public Landscapes landscapes(Optional<Atlas> atlas) {
      return new Landscapes(() -> atlas, index, InstantSource.system());
    }

    /** The pages for people, who live on the day of the test, without topics. */
    public Site site() {
      return site(landscapes(Optional.empty()));
    }

    /** The pages for people with topics. */
    public Site site(Landscapes landscapes) {
      return new Site(
          index,
          finder,
          recommender,
          landscapes,
          new Freshness(index, InstantSource.system()),
          Application.bibliographyReaders(),
          new BaseAddress(false),
          InstantSource.system());
    }
  }

  private final PaperIndex index;
  private final Metrics metrics = new Metrics();
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(
      Path folder,
      PaperIndex index,
      Encoder encoder,
      ServerOptions options,
      Function<Parts, List<Surface>> surfaces)
      throws IOException {
    this.index = index;
    Recommender recommender = new Recommender(index, _ -> encoder, InstantSource.system());
    Parts parts = new Parts(folder, index, new PaperFinder(index), recommender, encoder, metrics);
    this.server = HttpServer.start(options, surfaces.apply(parts), metrics);
    metrics.measureMachine();
  }

  private static Paper paper(String id, String title, String text) {
    return Paper.titled(title)
        .ids(List.of(PaperId.parse(id).orElseThrow()))
        .abstractText(text)
        .build();
  }

  /** An encoder that works without a model: texts that share words are alike. */
  public static Encoder encoder() {
    return new HashingEncoder("words", 64);
  }

  /** Makes an index of the papers in a folder, which is empty. */
  public static void fill(Path folder, List<Paper> papers) throws IOException {
    try (Encoder encoder = encoder();
        LuceneIndexWriter writer =
            LuceneIndexWriter.open(
                folder,
                new IndexManifest(
                    encoder.space(), TextRecipe.TITLE_ABSTRACT.id(), HnswOptions.DEFAULT));
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

  /** A server over the index of a folder that is ready to answer. */
  public static TestServer over(Path folder, Function<Parts, List<Surface>> surfaces)
      throws IOException {
    return over(folder, encoder(), ServerOptions.at("127.0.0.1", 0), surfaces);
  }

  /** A server with an encoder and options of the test's own. */
  public static TestServer over(
      Path folder, Encoder encoder, ServerOptions options, Function<Parts, List<Surface>> surfaces)
      throws IOException {
    TestServer started = starting(folder, encoder, options, surfaces);
    started.server.ready();
    return started;
  }

  /** A server that is not ready yet. */
  static TestServer starting(
      Path folder, Encoder encoder, ServerOptions options, Function<Parts, List<Surface>> surfaces)
      throws IOException {
    PaperIndex index = LuceneIndex.open(folder);
    try {
      return new TestServer(folder, index, encoder, options, surfaces);
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  /** The server itself. */
  public HttpServer server() {
    return server;
  }

  /** Where a path is served. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  /** Gets what must be JSON. */
  public JsonNode json(String path) throws IOException, InterruptedException {
    return json(get(path));
  }

  /** Posts JSON. */
  public HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  /** The body of an answer, which must be a success and JSON. */
  public static JsonNode json(HttpResponse<String> response) throws IOException {
    return json(response, 200);
  }

  /** The body of an answer, which must have the status and be JSON. */
  public static JsonNode json(HttpResponse<String> response, int status) throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    return JSON.readTree(response.body());
  }

  /** Checks that an answer is a problem. */
  public static void assertProblem(
      HttpResponse<String> response, int status, String type, String detail) throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("Content-Type").orElseThrow());
    JsonNode problem = JSON.readTree(response.body());
    assertEquals("urn:akin:problem:" + type, problem.get("type").textValue());
    assertEquals(status, problem.get("status").intValue());
    if (!problem.get("detail").textValue().contains(detail)) {
      throw new AssertionError("want '%s' in %s".formatted(detail, response.body()));
    }
  }

  @Override
  public void close() throws IOException {
    try (index;
        metrics;
        client) {
      server.close();
    }
  }
}
