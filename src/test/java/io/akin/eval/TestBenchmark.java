package io.akin.eval;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** The files of a small benchmark, to be changed and then written. */
final class TestBenchmark {
  private final Map<String, String> files = new LinkedHashMap<>();

  /** One of those in the test resources; all their texts and grades are invented. */
  static TestBenchmark sample(String name) {
    TestBenchmark sample = new TestBenchmark();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(resources(name))) {
      for (Path file : found) {
        sample.with(String.valueOf(file.getFileName()), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sample;
  }

  static Path resources(String name) {
    return Path.of("src/test/resources/io/akin/eval", name);
  }

  TestBenchmark with(String file, String content) {
    files.put(file, content);
    return this;
  }

  TestBenchmark without(String file) {
    files.remove(file);
    return this;
  }

  TestBenchmark withLinesShuffled(Random random) {
    files.replaceAll(
        (_, content) -> {
          List<String> lines = new ArrayList<>(content.lines().toList());
          Collections.shuffle(lines, random);
          return String.join("\n", lines) + "\n";
        });
    return this;
  }

  /** The corpus is compressed. */
  TestBenchmark writeTo(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      boolean corpus = file.getKey().equals("corpus.jsonl");
      try (OutputStream plain =
              Files.newOutputStream(folder.resolve(file.getKey() + (corpus ? ".gz" : "")));
          OutputStream out = corpus ? new GZIPOutputStream(plain) : plain) {
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return this;
  }

  Benchmark readFrom(Path folder) throws IOException {
    writeTo(folder);
    return Benchmark.read(folder);
  }
}
