package io.akin.benchmark;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is measured, in a process of its own: it holds its model, and does what the benchmark asks
 * for on standard input, a line at a time. So contenders take turns on one machine without sharing
 * a heap, a native library or its settings. The same in JavaScript is {@code
 * src/test/peers/contender.mjs}; uses the JDK alone, since peers run it on a class path of theirs.
 *
 * <pre>
 *   (at the start)    = ways one batch-32
 *   run one 100       = 2.345             what the way measured over the first 100 texts
 *   vectors 16        = 0.0123 -0.0456 ...   of the first 16 texts, one after the other
 * </pre>
 *
 * Other lines on standard output are a library's and are passed over.
 */
public abstract class Contender {
  /** The ways to ask this contender for the same thing; each is measured. */
  protected abstract List<String> ways();

  /**
   * Does the work once.
   *
   * @param count how many of the texts, from the first on
   * @return what was measured: of an encoder, seconds
   */
  protected abstract double run(String way, int count) throws Exception;

  /** The embeddings of the first texts, {@code float[count][d]}. */
  protected abstract float[][] vectors(int count) throws Exception;

  /** Answers until standard input ends. */
  protected final void answer() throws Exception {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
    System.setOut(System.err); // what libraries print must not get between the answers
    out.println("= ways " + String.join(" ", ways()));
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "run" -> out.println("= " + run(words[1], Integer.parseInt(words[2])));
        case "vectors" -> out.println("= " + text(vectors(Integer.parseInt(words[1]))));
        default -> throw new IOException("unknown command: " + line);
      }
    }
  }

  private static String text(float[][] vectors) {
    StringBuilder text = new StringBuilder();
    for (float[] vector : vectors) {
      for (float component : vector) {
        text.append(text.isEmpty() ? "" : " ").append(component);
      }
    }
    return text.toString();
  }

  /** Something that may fail and is timed. */
  @FunctionalInterface
  protected interface Work {
    void run() throws Exception;
  }

  protected static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
