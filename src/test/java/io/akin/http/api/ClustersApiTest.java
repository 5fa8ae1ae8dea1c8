package io.akin.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.atlas.Atlas;
import io.akin.atlas.Provenance;
import io.akin.atlas.Topic;
import io.akin.http.TestServer;
import io.akin.paper.Paper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClustersApiTest {
  @TempDir private Path folder;
  private TestServer server;
  private volatile Optional<Atlas> atlas = Optional.empty();

  @BeforeEach
  void start() throws Exception {
    TestServer.fill(folder, TestServer.PAPERS);
    server = TestServer.over(folder, parts -> List.of(parts.clusters(() -> atlas), parts.api()));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void whereNoClustersHaveBeenMadeTheAnswerSaysHow() throws Exception {
    HttpResponse<String> response = server.get("/api/v1/clusters");

    assertEquals(404, response.statusCode());
    assertTrue(response.body().contains("akin cluster"), response.body());
  }

  @Test
  void topicsAreToldBySlugAndPapersByIdentifier() throws Exception {
    atlas = Optional.of(atlas("kites"));

    JsonNode all = server.json("/api/v1/clusters");

    assertEquals(5, all.path("papers").intValue());
    assertEquals(1, all.path("noise").intValue());
    assertEquals(atlas.get().digest(), all.path("digest").textValue());
    JsonNode child = all.path("topics").path(1);
    assertEquals("kites", child.path("slug").textValue());
    assertEquals("everything", child.path("parent").textValue());
    assertEquals(id(1), child.path("representatives").path(0).textValue());
    assertEquals(id(0), child.path("bridges").path(0).path("id").textValue());
    assertEquals("bread", child.path("bridges").path(0).path("topic").textValue());
  }

  @Test
  void theMembersOfATopicAreThoseOfItsPartsAndComeInPages() throws Exception {
    atlas = Optional.of(atlas("kites"));

    assertEquals(4, server.json("/api/v1/clusters/everything").path("members").size());
    JsonNode second = server.json("/api/v1/clusters/kites?limit=1&offset=1").path("members");
    assertEquals(1, second.size());
    assertEquals(id(1), second.path(0).path("id").textValue());
    assertEquals(0.75, second.path(0).path("membership").doubleValue());
    assertEquals(404, server.get("/api/v1/clusters/dragons").statusCode());
    assertEquals(400, server.get("/api/v1/clusters/kites?limit=0").statusCode());
    assertEquals(400, server.get("/api/v1/clusters/kites?limit=x").statusCode());
    assertEquals(400, server.get("/api/v1/clusters?q=x").statusCode());
  }

  @Test
  void anotherAtlasIsAnotherAnswerToWhoHasTheFirst() throws Exception {
    atlas = Optional.of(atlas("kites"));
    String tag = server.get("/api/v1/clusters").headers().firstValue("ETag").orElseThrow();
    assertEquals(304, unless(tag).statusCode());

    atlas = Optional.of(atlas("dragons"));

    assertEquals(200, unless(tag).statusCode());
  }

  @Test
  void anExperimentPutsPapersIntoTopicsAndStoresNothing() throws Exception {
    JsonNode made = TestServer.json(server.post("/api/v1/clusters", "{\"clusters\": 2}"));

    assertEquals(5, made.path("papers").intValue());
    assertEquals(5, made.path("members").size());
    assertEquals("2", made.path("provenance").path("parameters").path("k").textValue());
    assertTrue(made.path("members").path(0).path("title").isTextual());
    JsonNode again = TestServer.json(server.post("/api/v1/clusters", "{\"clusters\": 2}"));
    assertEquals(made, again);
    assertEquals(404, server.get("/api/v1/clusters").statusCode());
  }

  @Test
  void anExperimentMayBeOnPapersLikeOthersOrThatPassAFilter() throws Exception {
    JsonNode like =
        TestServer.json(
            server.post(
                "/api/v1/clusters", "{\"positive\": [{\"text\": \"bread\"}], \"limit\": 2}"));
    JsonNode filtered =
        TestServer.json(server.post("/api/v1/clusters", "{\"filter\": {\"source\": \"arxiv\"}}"));

    assertEquals(2, like.path("papers").intValue());
    assertEquals(2, filtered.path("papers").intValue());
    assertEquals(
        0,
        TestServer.json(server.post("/api/v1/clusters", "{\"filter\": {\"authors\": \"Nobody\"}}"))
            .path("papers")
            .intValue());
    assertEquals(404, server.post("/api/v1/clusters", "{\"positive\": [\"nosuch\"]}").statusCode());
    assertEquals(400, server.post("/api/v1/clusters", "{\"clusters\": -1}").statusCode());
  }

  private HttpResponse<String> unless(String tag) throws IOException, InterruptedException {
    return server.send(
        HttpRequest.newBuilder(server.uri("/api/v1/clusters"))
            .header("If-None-Match", tag)
            .build());
  }

  private static String id(int row) {
    return TestServer.PAPERS.stream().map(Paper::id).sorted().toList().get(row).text();
  }

  private static Atlas atlas(String name) {
    return new Atlas(
        new Provenance("model", "corpus", 0, new TreeMap<>()),
        TestServer.PAPERS.stream().map(Paper::id).sorted().toList(),
        new float[] {0, 1, 2, 3, 4},
        new float[] {4, 3, 2, 1, 0},
        new int[] {1, 1, 2, 2, Atlas.NOISE},
        new float[] {1, 0.75f, 1, 1, 0},
        List.of(
            topic("everything", "everything", 0, OptionalInt.empty(), List.of()),
            topic("kites", name, 1, OptionalInt.of(0), List.of(new Topic.Bridge(0, 2))),
            topic("bread", "bread", 1, OptionalInt.of(0), List.of())));
  }

  private static Topic topic(
      String slug, String name, int level, OptionalInt parent, List<Topic.Bridge> bridges) {
    return new Topic(
        slug,
        name,
        level,
        parent,
        parent.isPresent() ? 2 : 4,
        List.of(name),
        List.of(1),
        0,
        0,
        new TreeMap<>(),
        bridges);
  }
}
