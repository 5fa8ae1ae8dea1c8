package io.akin.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.akin.embed.Embedder;
import io.akin.http.Problem;
import io.akin.http.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI document says what the server does: all of it, and nothing else. */
class OpenApiTest {
  @TempDir private static Path folder;
  private static TestServer server;
  private static JsonNode document;

  @BeforeAll
  static void start() throws Exception {
    TestServer.fill(folder, TestServer.PAPERS);
    server =
        TestServer.over(
            folder,
            parts ->
                List.of(
                    new EmbeddingsApi(new Embedder(parts::encoder)),
                    parts.clusters(Optional::empty),
                    new ExportApi(parts.index(), Optional::empty),
                    parts.api()));
    HttpResponse<String> response = server.get("/openapi.yaml");
    assertEquals(200, response.statusCode());
    document = new YAMLMapper().readTree(response.body());
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void everyRouteIsDocumentedAndNoOther() {
    Set<String> served =
        server.server().endpoints().stream()
            .filter(endpoint -> !endpoint.method().equals("HEAD")) // answers as GET does
            .filter(endpoint -> !endpoint.path().startsWith("/docs")) // for people
            .map(
                endpoint ->
                    endpoint.method() + " " + endpoint.path().replaceAll("<(\\w+)>", "{$1}"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> documented = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (!method.equals("parameters")) {
                            documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));

    assertEquals(served, documented);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/search", "/api/v1/papers/{id}/related"})
  void everyParameterIsDocumentedAndNoOther(String path) throws Exception {
    String detail =
        TestServer.json(server.get(path.replace("{id}", "2306.00978") + "?q=x&colour=1"), 400)
            .get("detail")
            .textValue();
    Set<String> known =
        new TreeSet<>(List.of(detail.substring(detail.indexOf("known are ") + 10).split(", ")));
    Set<String> documented = new TreeSet<>();
    for (JsonNode parameter : document.at("/paths").get(path).get("parameters")) {
      documented.add(resolved(parameter).get("name").textValue());
    }

    documented.remove("id");
    known.remove(path.contains("related") ? "q" : "");
    assertEquals(known, documented);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<JsonNode> references = document.findValues("$ref");

    assertTrue(references.size() > 50);
    for (JsonNode reference : references) {
      assertTrue(
          !document.at(reference.textValue().substring(1)).isMissingNode(), reference::toString);
    }
  }

  @Test
  void everyKindOfProblemIsDocumented() {
    Set<String> documented = new TreeSet<>();
    document
        .at("/components/schemas/Problem/properties/type/enum")
        .forEach(type -> documented.add(type.textValue()));

    assertEquals(
        Arrays.stream(Problem.Type.values())
            .map(Problem.Type::urn)
            .collect(Collectors.toCollection(TreeSet::new)),
        documented);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/papers/2306.00978, Paper",
    "/api/v1/papers/2306.00978/related?explain=true&group_by=cluster, Answer",
    "/api/v1/search?q=bread&k=2&negative=2306.00978, Answer",
    "/api/v1/search?q=bread&categories=cs.CL, Answer",
    "/api/v1/stats, Stats"
  })
  void answersAreAsDocumented(String path, String schema) throws Exception {
    assertEquals(List.of(), faults(schema, server.json(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/papers/nobody/related, 404",
    "/api/v1/search, 400",
    "/api/v1/search?q=a&cursor=x, 410",
    "/nowhere, 404"
  })
  void problemsAreAsDocumented(String path, int status) throws Exception {
    assertEquals(List.of(), faults("Problem", TestServer.json(server.get(path), status)));
  }

  @Test
  void embeddingsAreAsDocumented() throws Exception {
    JsonNode example =
        document
            .at("/paths")
            .get("/api/v1/embeddings")
            .at("/post/requestBody/content")
            .get("application/json")
            .get("example");

    assertEquals(List.of(), faults("EmbeddingRequest", example));
    assertEquals(
        List.of(),
        faults(
            "Embeddings", TestServer.json(server.post("/api/v1/embeddings", example.toString()))));
  }

  @Test
  void theExampleOfARequestIsOne() throws Exception {
    JsonNode content =
        document
            .at("/paths")
            .get("/api/v1/recommend")
            .at("/post/requestBody/content")
            .get("application/json");

    assertEquals(List.of(), faults("Request", content.get("example")));
    assertEquals(
        200,
        server
            .post(
                "/api/v1/recommend",
                content.get("example").toString().replace("1706.03762", "hep-th/9901001"))
            .statusCode());
  }

  @Test
  void thePageForPeopleLoadsNothingFromElsewhere() throws Exception {
    String page = server.get("/docs").body();

    for (String file :
        List.of("/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/start.js")) {
      assertTrue(page.contains("\"" + file + "\""), page);
      assertEquals(200, server.get(file).statusCode(), file);
    }
    assertTrue(!page.contains("http"), page);
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private static List<String> faults(String name, JsonNode value) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$ref", "#/components/schemas/" + name);
    schema.set("components", document.get("components"));
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema.toString());
    return compiled.validate(value.toString(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }
}
