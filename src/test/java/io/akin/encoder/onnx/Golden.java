package io.akin.encoder.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.embedding.Embedding;
import io.akin.model.ModelFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text with its tokens and vector from another implementation of the default model; see
 * src/test/reference.
 */
record Golden(String text, List<Long> tokens, Embedding embedding) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The folder of the default model, which the build puts under {@code models/}. */
  static ModelFolder model() throws IOException {
    return ModelFolder.open(Path.of("models"), "all-MiniLM-L6-v2");
  }

  static List<Golden> all() throws IOException {
    List<Golden> all = new ArrayList<>();
    try (var in = Golden.class.getResourceAsStream("golden.jsonl");
        var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      JsonNode heading = JSON.readTree(lines.readLine());
      assertEquals(heading.get("weights_sha256").textValue(), model().space().weightsSha256());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode golden = JSON.readTree(line);
        all.add(
            new Golden(
                golden.get("text").textValue(),
                Arrays.asList(JSON.convertValue(golden.get("tokens"), Long[].class)),
                Embedding.ofUnit(JSON.convertValue(golden.get("vector"), float[].class))));
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return text.substring(0, Math.min(30, text.length())).strip() + " (" + tokens.size() + ")";
  }
}
