package io.akin.cli;

import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the program's and its libraries' logs go: warnings and worse, a line each, to stderr. */
final class Logging {
  /**
   * Warnings nobody can act on: DJL looks for a GPU it is not asked to use, and Lucene misses its
   * vector module where the launcher left it out on purpose.
   */
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("ai.djl.util.cuda.CudaUtils"),
          Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider"));

  /** It logs a port that is taken, which the command says in its own words. */
  private static final Logger SAID_BETTER = Logger.getLogger("io.javalin.Javalin");

  private Logging() {}

  static void configure() {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT %4$s %3$s: %5$s%6$s%n");
    Logger root = Logger.getLogger("");
    for (var handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler handler = new ConsoleHandler();
    handler.setLevel(Level.WARNING);
    root.addHandler(handler);
    root.setLevel(Level.WARNING);
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    SAID_BETTER.setLevel(Level.OFF);
  }
}
