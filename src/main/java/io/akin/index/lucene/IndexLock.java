package io.akin.index.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.index.IndexException;
import io.akin.index.IndexInUseException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;

/**
 * The right to write an index, which one process has at a time. The operating system's lock decides
 * and ends with the process; the file {@code WRITER} only tells the others who it is.
 */
final class IndexLock implements Closeable {
  private static final String WRITER = "WRITER";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** A process of a killed one's number is told from it by its start, which clocks may misstate. */
  private static final Duration CLOCK_ERROR = Duration.ofMinutes(1);

  private final Path writer;
  private final Lock lock;

  private IndexLock(Path writer, Lock lock) {
    this.writer = writer;
    this.lock = lock;
  }

  /** Who holds the lock. */
  private record Holder(long pid, String user, String command, Instant since) {
    static Holder me(String command, InstantSource clock) {
      ProcessHandle process = ProcessHandle.current();
      return new Holder(process.pid(), process.info().user().orElse(""), command, clock.instant());
    }

    /** Whether it is still there: a killed process leaves its file behind. */
    boolean isAlive() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .flatMap(process -> process.info().startInstant())
          .filter(start -> !start.minus(CLOCK_ERROR).isAfter(since))
          .isPresent();
    }

    void write(Path file) throws IOException {
      Properties properties = new Properties();
      properties.setProperty("pid", Long.toString(pid));
      properties.setProperty("user", user);
      properties.setProperty("command", command);
      properties.setProperty("since", since.toString());
      try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
        properties.store(out, null);
      }
    }

    /** Reads what {@link #write} wrote; empty when it is not, or not yet, whole. */
    static Optional<Holder> read(Path file) {
      Properties properties = new Properties();
      try (Reader in = Files.newBufferedReader(file, UTF_8)) {
        properties.load(in);
        return Optional.of(
            new Holder(
                Long.parseLong(properties.getProperty("pid", "")),
                properties.getProperty("user", ""),
                properties.getProperty("command", ""),
                Instant.parse(properties.getProperty("since", ""))));
      } catch (IOException | IllegalArgumentException | DateTimeException e) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return "process %d (%s%s), since %s"
          .formatted(
              pid,
              command,
              user.isEmpty() ? "" : ", user " + user,
              TIME.format(since.atZone(ZoneId.systemDefault())));
    }
  }

  /**
   * Takes the lock of an index, making its folder if need be.
   *
   * @param command what the others are told that the index is being written by
   * @throws IndexException when another process, or another writer of this one, has the lock, or
   *     the folder cannot be written
   */
  static IndexLock obtain(IndexFolder index, String command, InstantSource clock)
      throws IOException {
    index.requireFolder();
    Path folder = index.path();
    Path writer = folder.resolve(WRITER);
    Lock lock;
    try (FSDirectory directory = FSDirectory.open(folder)) {
      lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME);
    } catch (LockObtainFailedException e) {
      throw new IndexInUseException(
          "the index at %s is being written by %s; wait until it has finished or stop it"
              .formatted(
                  folder,
                  Holder.read(writer)
                      .filter(Holder::isAlive)
                      .map(Holder::toString)
                      .orElse("another process")),
          e);
    }
    try {
      Holder.me(command, clock).write(writer);
      return new IndexLock(writer, lock);
    } catch (IOException e) {
      IOUtils.closeWhileHandlingException(() -> Files.deleteIfExists(writer), lock);
      throw new IndexException(
          "the index at %s cannot be written: %s. Mend this and run the command again"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      Files.deleteIfExists(writer);
    }
  }
}
