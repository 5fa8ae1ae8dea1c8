package io.akin.http.api;

import static io.akin.http.TestServer.assertProblem;
import static io.akin.http.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.embed.Embedder;
import io.akin.http.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsApiTest {
  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    TestServer.fill(folder, TestServer.PAPERS);
    server =
        TestServer.over(folder, parts -> List.of(new EmbeddingsApi(new Embedder(parts::encoder))));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void textsBecomeVectorsWithTheirTokens() throws Exception {
    JsonNode answer =
        json(
            server.post(
                "/api/v1/embeddings",
                "{\"texts\":[\"kites\",\"a kite flies\"],\"role\":\"query\",\"dimension\":32}"));

    assertEquals("words", answer.get("model").textValue());
    assertEquals("query", answer.get("role").textValue());
    assertEquals(32, answer.get("dimension").intValue());
    assertEquals(3, answer.at("/tokens/0").intValue());
    assertEquals(5, answer.at("/tokens/1").intValue());
    assertEquals(2, answer.get("vectors").size());
    assertEquals(32, answer.at("/vectors/0").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | want a text",
        "{\"texts\":[]} | must not be empty",
        "{\"texts\":[\"a\"],\"role\":\"poem\"} | 'query' or 'document'",
        "{\"texts\":[\"a\"],\"dimension\":7} | [32, 64]",
        "{\"texts\":[\"a\"],\"dimension\":null} | [32, 64]",
        "{\"texts\":[\"a\"],\"roles\":1} | 'roles' is unknown",
        "{\"texts\":[\"a\"],\"texts\":[\"b\"]} | not JSON",
        "[] | object",
      })
  void aMistakeIsAProblem(String body, String detail) throws Exception {
    assertProblem(server.post("/api/v1/embeddings", body), 400, "bad-request", detail);
  }
}
