package io.akin.http.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderBusyException;
import io.akin.encoder.FailingEncoder;
import io.akin.http.ServerOptions;
import io.akin.http.TestServer;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library as the official client of the protocol sees it. */
class McpTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static TestServer server;
  private static McpSyncClient client;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, TestServer.PAPERS);
    server = serve(TestServer.encoder());
    client = connect(server);
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    server.close();
  }

  private static TestServer serve(Encoder encoder) throws IOException {
    return TestServer.over(
        folder,
        encoder,
        ServerOptions.at("127.0.0.1", 0),
        parts -> List.of(new Mcp(parts.finder(), parts.recommender(), List.of())));
  }

  private static McpSyncClient connect(TestServer server) {
    McpSyncClient client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(server.uri("").toString())
                    .endpoint("/mcp")
                    .build())
            .build();
    var _ = client.initialize();
    return client;
  }

  private static CallToolResult call(String tool, String arguments) throws IOException {
    return call(client, tool, arguments);
  }

  @SuppressWarnings("unchecked")
  private static CallToolResult call(McpSyncClient client, String tool, String arguments)
      throws IOException {
    Map<String, Object> map = JSON.readValue(arguments.replace('\'', '"'), Map.class);
    return client.callTool(CallToolRequest.builder(tool).arguments(map).build());
  }

  private static JsonNode structured(CallToolResult result) {
    assertFalse(result.isError(), () -> text(result));
    return JSON.valueToTree(result.structuredContent());
  }

  private static String text(CallToolResult result) {
    assertEquals(1, result.content().size());
    return ((TextContent) result.content().getFirst()).text();
  }

  private static String error(CallToolResult result) {
    assertTrue(result.isError(), () -> text(result));
    return text(result);
  }

  private static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.get("results").forEach(paper -> ids.add(paper.get("id").textValue()));
    return ids;
  }

  @Test
  void introducesItselfAndWarnsOfWhatPapersSay() {
    assertEquals("akin", client.getServerInfo().name());
    assertTrue(client.getServerInstructions().contains("untrusted"));
    assertEquals(
        "2025-11-25", client.getCurrentInitializationResult().protocolVersion()); // the newest
  }

  @Test
  void itsToolsOnlyRead() {
    List<Tool> tools = client.listTools().tools();

    assertEquals(
        List.of("search_papers", "related_papers", "recommend_papers", "read_paper"),
        tools.stream().map(Tool::name).toList());
    for (Tool tool : tools) {
      assertTrue(tool.annotations().readOnlyHint(), tool.name());
      assertFalse(tool.annotations().destructiveHint(), tool.name());
      assertEquals(false, tool.inputSchema().get("additionalProperties"), tool.name());
    }
  }

  @Test
  void searchFindsPapersForAText() throws IOException {
    CallToolResult result =
        call("search_papers", "{'query':'kites in the wind','limit':2,'mode':'lexical'}");

    JsonNode answer = structured(result);
    assertEquals(2, answer.get("results").size());
    assertEquals("lexical", answer.at("/applied/mode").textValue());
    assertFalse(answer.at("/results/0").has("abstract"));
    assertTrue(text(result).contains("- [Kites for everyone](/papers/arxiv"), text(result));
  }

  @Test
  void searchTellsWhatAFilterLeavesOut() throws IOException {
    CallToolResult result =
        call(
            "search_papers",
            "{'query':'kites','categories':['cs.CL'],'published_from':'2024','published_to':'2024-06'}");

    JsonNode filter = structured(result).at("/applied/filter");
    assertEquals("2024-01-01", filter.at("/published/gte").textValue());
    assertEquals("2024-06-30", filter.at("/published/lte").textValue());
    assertEquals("cs.cl", filter.at("/categories/0").textValue());
    assertTrue(text(result).contains("No papers."), text(result));
    assertTrue(text(result).contains("- 'categories' leaves out 5 papers"), text(result));
  }

  @Test
  void anArgumentThatIsNullIsLeftOut() throws IOException {
    assertEquals(
        10,
        structured(call("search_papers", "{'query':'kites','limit':null,'categories':null}"))
            .at("/applied/limit")
            .intValue());
  }

  @Test
  void relatedFindsPapersLikeOneAndSaysWhy() throws IOException {
    CallToolResult result =
        call("related_papers", "{'paper':'Kites for everyone','limit':1,'explain':true}");

    assertEquals(List.of("arxiv:hep-th/9901001"), ids(structured(result)));
    assertTrue(structured(result).at("/results/0").has("why"));
    assertTrue(text(result).contains("  - Both speak of: "), text(result));
  }

  @Test
  void recommendsFromPapersAndTextsAndAwayFromOthers() throws IOException {
    JsonNode answer =
        structured(
            call(
                "recommend_papers",
                """
                {'like_papers':['2306.00978'],'like_texts':['strings in the wind'],
                 'unlike_papers':['doi:10.1145/3292500.3330701'],'unlike_texts':['bread'],'limit':3}
                """));

    assertEquals("arxiv:hep-th/9901001", ids(answer).getFirst());
    assertEquals(2, answer.get("seeds").size());
  }

  @Test
  void readsAPaper() throws IOException {
    CallToolResult result = call("read_paper", "{'paper':'arXiv:2306.00978v2'}");

    assertEquals("arxiv:2306.00978", structured(result).get("id").textValue());
    assertEquals(
        "How to build kites from paper and wind.", structured(result).get("abstract").textValue());
    assertTrue(text(result).contains("How to build kites from paper and wind."), text(result));
  }

  @Test
  void whatAPaperSaysIsNoMarkup() throws IOException {
    String text = text(call("read_paper", "{'paper':'acl:2022.x-1'}"));

    assertFalse(text.contains("<script>"), text);
    assertTrue(text.contains("\\<script\\>"), text);
  }

  @Test
  void papersOfSimilarTitlesAreNamedWhereOneIsUnknown() throws IOException {
    for (String call :
        List.of(
            "read_paper {'paper':'Kites for someone'}",
            "related_papers {'paper':'Kites for someone'}",
            "recommend_papers {'like_papers':['Kites for someone']}")) {
      String[] parts = call.split(" ", 2);

      String message = error(call(parts[0], parts[1]));

      assertTrue(message.contains("no paper is known by 'Kites for someone'"), message);
      assertTrue(message.contains("- similar: arxiv:2306.00978, Kites for everyone"), message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "search_papers|{}|'query' is missing",
        "search_papers|{'query':null}|'query' is missing",
        "search_papers|{'query':''}|query must be a string of 1 to 20,000 characters",
        "search_papers|{'query':' '}|must have 1 to 20000 characters",
        "search_papers|{'query':['kites']}|query must be a string",
        "search_papers|{'query':'kites','limit':0}|limit must be a whole number from 1 to 50, got 0",
        "search_papers|{'query':'kites','limit':51}|limit must be a whole number from 1 to 50",
        "search_papers|{'query':'kites','limit':2.5}|limit must be a whole number",
        "search_papers|{'query':'kites','limit':'2'}|limit must be a whole number",
        "search_papers|{'query':'kites','limit':1e300}|limit must be a whole number",
        "search_papers|{'query':'kites','mode':'best'}|mode must be one of hybrid, dense, lexical",
        "search_papers|{'query':'kites','published_from':'May'}|published_from: ",
        "search_papers|{'query':'kites','published_from':'2025','published_to':'2024'}|2025",
        "search_papers|{'query':'kites','categories':'cs.CL'}|categories must be a list",
        "search_papers|{'query':'kites','categories':[1]}|each of categories must be a string",
        "search_papers|{'query':'kites','k':3}|there is no argument 'k'; there are query, limit",
        "related_papers|{'paper':'2306.00978','explain':'yes'}|explain must be true or false",
        "related_papers|{'paper':' '}|a paper is named by an identifier or its title",
        "recommend_papers|{}|give at least one of like_papers and like_texts",
        "recommend_papers|{'like_papers':[],'unlike_texts':['bread']}|give at least one",
        "recommend_papers|{'like_texts':['']}|each of like_texts must be a string of 1 to",
        "read_paper|{'paper':7}|paper must be a string of 1 to 2,000 characters, got 7",
      })
  void saysWhatIsWrongWithAnArgument(String tool, String arguments, String message)
      throws IOException {
    String said = error(call(tool, arguments));

    assertTrue(said.contains(message), said);
  }

  @Test
  void moreThanAListMayHoldIsRefused() throws IOException {
    String many = "['kites'" + ",'kites'".repeat(50) + "]";

    assertTrue(
        error(call("recommend_papers", "{'like_texts':" + many + "}"))
            .contains("like_texts must be a list of at most 50 strings"));
  }

  @Test
  void aFullQueueAndAFailureAreToldToTheModel() throws IOException {
    assertEquals(
        "too many texts are waiting to be encoded; try again in a second",
        errorOf(new EncoderBusyException()));
    assertEquals(
        "an unexpected error; the server's log has it",
        errorOf(new EncodeException("a secret", new IOException("of the engine"))));
  }

  private static String errorOf(EncodeException failure) throws IOException {
    try (TestServer failing = serve(new FailingEncoder(TestServer.encoder(), failure));
        McpSyncClient asking = connect(failing)) {
      return error(call(asking, "search_papers", "{'query':'kites'}"));
    }
  }

  @Test
  void answersTwentyAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<CallToolResult>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String paper = TestServer.PAPERS.get(i % 4).id().text();
        calls.add(() -> call("read_paper", "{'paper':'" + paper + "'}"));
      }

      List<Future<CallToolResult>> answers = threads.invokeAll(calls);

      for (int i = 0; i < 20; i++) {
        assertEquals(
            TestServer.PAPERS.get(i % 4).title(),
            structured(answers.get(i).get()).get("title").textValue());
      }
    }
  }
}
