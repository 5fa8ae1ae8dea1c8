package io.akin.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * Where the program's and its libraries' logs go: warnings and worse, a line each, to stderr. The
 * JDK's own configuration and formatter are left out, since they load the calendars and time zones
 * of all locales: a tenth of the program's start.
 */
final class Logging {
  /**
   * Warnings nobody can act on: DJL looks for a GPU it is not asked to use, Lucene misses its
   * vector module where the launcher left it out on purpose, and the MCP SDK repeats what clients
   * send.
   */
  private static final List<String> QUIET =
      List.of(
          "ai.djl.util.cuda.CudaUtils",
          "io.modelcontextprotocol",
          "org.apache.lucene.internal.vectorization.VectorizationProvider");

  /** It logs a port that is taken, which the command says in its own words. */
  private static final String SAID_BETTER = "io.javalin.Javalin";

  /** Kept, since a logger that nobody holds may be collected, and forgets its level. */
  private static final List<Logger> SET_UP = new ArrayList<>();

  private Logging() {}

  static void configure() {
    System.setProperty("java.util.logging.config.class", NoConfiguration.class.getName());
    Logger root = Logger.getLogger("");
    StreamHandler handler = new Lines();
    handler.setLevel(Level.WARNING);
    root.addHandler(handler);
    root.setLevel(Level.WARNING);
    QUIET.forEach(name -> setLevel(name, Level.SEVERE));
    setLevel(SAID_BETTER, Level.OFF);
  }

  private static void setLevel(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    SET_UP.add(logger);
  }

  /** Stands in for the JDK's logging.properties; the log manager makes one. */
  public static final class NoConfiguration {}

  private static final class Lines extends StreamHandler {
    Lines() {
      super(System.err, new Line());
    }

    @Override
    public synchronized void publish(LogRecord record) {
      super.publish(record);
      flush();
    }
  }

  private static final class Line extends Formatter {
    @Override
    public String format(LogRecord record) {
      StringWriter line = new StringWriter();
      line.append(
          "%s %s %s: %s%n"
              .formatted(
                  record.getInstant().truncatedTo(ChronoUnit.SECONDS),
                  record.getLevel(),
                  record.getLoggerName(),
                  formatMessage(record)));
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(new PrintWriter(line, true));
      }
      return line.toString();
    }
  }
}
