package io.akin.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link Contender}'s process, as the benchmark sees it. Its errors go to the terminal. */
final class Rival implements AutoCloseable {
  private static final String MARK = "= ";

  private final String name;
  private final Process process;
  private final PrintStream questions;
  private final BufferedReader answers;
  private final List<String> ways;

  private Rival(String name, Process process) throws IOException {
    this.name = name;
    this.process = process;
    this.questions = new PrintStream(process.getOutputStream(), true, UTF_8);
    this.answers = process.inputReader(UTF_8);
    String[] words = answer().split(" ", -1);
    this.ways = List.of(words).subList(1, words.length);
  }

  /** Starts a contender and waits until it has loaded its model. */
  static Rival start(String name, List<String> command) throws IOException {
    return new Rival(
        name, new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  String name() {
    return name;
  }

  List<String> ways() {
    return ways;
  }

  /** What one way measured over the first {@code count} texts. */
  double run(String way, int count) throws IOException {
    return ask("run " + way + " " + count);
  }

  /** The number that answers a question. */
  double ask(String question) throws IOException {
    questions.println(question);
    return Double.parseDouble(answer());
  }

  /** The embeddings of the first texts, one after the other: {@code float[count * d]}. */
  float[] vectors(int count) throws IOException {
    questions.println("vectors " + count);
    String[] numbers = answer().split(" ", -1);
    float[] vectors = new float[numbers.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = Float.parseFloat(numbers[i]);
    }
    return vectors;
  }

  private String answer() throws IOException {
    for (@Nullable String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(MARK)) {
        return line.substring(MARK.length());
      }
    }
    throw new IOException(name + " ended without an answer; its message is above");
  }

  /**
   * Resident memory of the process, in megabytes of 10^6 bytes; 0 where the system does not say.
   */
  long residentMegabytes() throws IOException {
    return residentMegabytes("/proc/" + process.pid() + "/status");
  }

  /** The same of a status file of Linux. */
  static long residentMegabytes(String status) throws IOException {
    Path file = Path.of(status);
    if (!Files.exists(file)) {
      return 0;
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Arrays.stream(line.split("\\s+", -1)).skip(1).findFirst().orElse("0"))
        .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024 / 1_000_000)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    questions.close(); // its standard input ends, and with it the contender
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
