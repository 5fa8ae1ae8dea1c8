package io.akin.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akin.embed.Embedder;
import io.akin.http.openai.OpenAi;
import io.akin.http.textembeddings.TextEmbeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Official clients of other services take a tour of the server. They come by {@code make
 * test-clients}; where they have not, the tests are skipped.
 */
class ClientsTest {
  private static final Path CLIENTS = Path.of("src", "test", "clients");
  private static final int TIMEOUT_SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void theClientOfOpenAiCompletesItsTour() throws Exception {
    tour("openai", "words");
  }

  @Test
  void theClientOfInferenceEndpointsCompletesItsTour() throws Exception {
    tour("inference");
  }

  private void tour(String name, String... arguments) throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(CLIENTS.resolve("node_modules")),
        "skipped: no clients; 'make test-clients' fetches them");
    TestServer.fill(folder, TestServer.PAPERS);
    try (TestServer server = TestServer.over(folder, ClientsTest::surfaces)) {
      ProcessBuilder tour = new ProcessBuilder("node", name + ".mjs", server.uri("").toString());
      tour.command().addAll(List.of(arguments));
      Path output = folder.resolve("output");
      Process process =
          tour.directory(CLIENTS.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String said = Files.readString(output, UTF_8);

      assertTrue(ended, said);
      assertEquals(name + ": the tour is complete", said.strip());
      assertEquals(0, process.exitValue());
    }
  }

  private static List<Surface> surfaces(TestServer.Parts parts) {
    Embedder embedder = new Embedder(parts::encoder);
    return List.of(new OpenAi(embedder), new TextEmbeddings(embedder, parts.metrics().registry()));
  }
}
