package io.akin.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.encoder.PaperText;
import io.akin.encoder.TextRecipe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The texts of a benchmark, each on one line and in the order of their file: lines as they are, or
 * the papers of JSON Lines as an index would encode them. The file may be compressed with gzip.
 */
final class BenchmarkTexts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BenchmarkTexts() {}

  /**
   * Reads a file.
   *
   * @param limit texts that are wanted; the file may have fewer
   */
  static List<String> read(Path file, int limit) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        var lines = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
      return lines
          .lines()
          .map(line -> line.startsWith("{") ? paper(line) : line)
          .map(text -> text.replaceAll("\\s+", " ").strip())
          .filter(text -> !text.isEmpty())
          .limit(limit)
          .toList();
    }
  }

  private static String paper(String line) {
    try {
      JsonNode paper = JSON.readTree(line);
      return TextRecipe.TITLE_ABSTRACT.text(
          new PaperText(paper.path("title").asText(""), paper.path("abstract").asText("")));
    } catch (IOException e) {
      throw new IllegalArgumentException("not a paper in JSON: " + line, e);
    }
  }
}
