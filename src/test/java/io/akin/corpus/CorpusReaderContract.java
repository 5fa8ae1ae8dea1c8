package io.akin.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.corpus.ReadResult.Read;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.Paper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every reader must do, whatever its format. The sample has ten records, three of them broken.
 * A failure names the seed to repeat it with.
 */
public abstract class CorpusReaderContract {
  private static final int MUTATIONS = 10_000;

  private final long seed = Long.getLong("tests.seed", System.nanoTime());
  private final Damage damage = new Damage(seed);

  protected abstract CorpusReader reader();

  /** Ten records, three of them broken, with lines that end in {@code \n}. */
  protected abstract String sample();

  /** The lines of the sample on which its seven sound records start. */
  protected abstract List<Long> linesRead();

  /** The lines of the sample on which its three broken records start. */
  protected abstract List<Long> linesRejected();

  @Test
  void recognisesItsOwnFormatAndNoProse() {
    assertTrue(reader().recognises(head(sample())));
    assertTrue(reader().recognises(head("\uFEFF" + sample())));
    assertFalse(reader().recognises(head("Dear reader,\n\nthis is a letter.\n")));
    assertFalse(reader().format().isBlank());
  }

  @Test
  void readsTheSoundRecordsAndRejectsTheBrokenOnesWhereTheyStand() throws IOException {
    List<ReadResult> results = read(sample());

    assertEquals(7, papers(results).size());
    assertEquals(3, rejections(results).size());
    assertEquals(linesRead(), linesOf(results, Read.class));
    assertEquals(linesRejected(), linesOf(results, Rejected.class));
    results.forEach(result -> assertEquals("sample", result.location().file()));
    rejections(results).forEach(rejected -> assertFalse(rejected.reason().isBlank()));
  }

  @Test
  void lineEndsOfWindowsAndAByteOrderMarkChangeNothing() throws IOException {
    assertEquals(read(sample()), read("\uFEFF" + sample().replace("\n", "\r\n")));
  }

  @Test
  void aFinalLineEndIsNotNeeded() throws IOException {
    assertEquals(read(sample()), read(sample().stripTrailing()));
  }

  @Test
  void aFailureOfTheSinkPassesThroughAndEndsTheReading() {
    IOException failure = new IOException("the disk is full");
    List<ReadResult> taken = new ArrayList<>();

    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                reader()
                    .read(
                        stream(sample()),
                        "sample",
                        result -> {
                          taken.add(result);
                          if (taken.size() == 3) {
                            throw failure;
                          }
                        }));

    assertSame(failure, thrown);
    assertEquals(3, taken.size());
  }

  @Test
  void recordsAreHandedOverBeforeTheFileHasBeenReadToItsEnd() {
    IOException failure = new IOException("the disk is gone");
    InputStream broken = new FailingStream(failure);
    List<ReadResult> taken = new ArrayList<>();

    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                reader()
                    .read(new SequenceInputStream(stream(sample()), broken), "sample", taken::add));

    assertSame(failure, thrown);
    assertTrue(taken.size() >= 7, () -> "handed over: " + taken.size());
  }

  @Test
  void theStreamIsLeftOpenForWhoeverOpenedIt() throws IOException {
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream(sample().getBytes(UTF_8)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    reader().read(in, "sample", _ -> {});

    assertFalse(closed[0]);
  }

  @Test
  void noDamageToAFileMakesItFailOtherwiseThanAsAFile() {
    byte[] sample = sample().getBytes(UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = damage.to(sample);
            String message = "file %d, tests.seed=%d".formatted(i, seed);
            assertDoesNotThrow(() -> readDamaged(damaged), message);
          }
        },
        () -> "does not end, tests.seed=" + seed);
  }

  private void readDamaged(byte[] bytes) throws IOException {
    var _ = reader().recognises(new Head("damaged", bytes));
    List<ReadResult> results = new ArrayList<>();
    try {
      reader().read(new ByteArrayInputStream(bytes), "damaged", results::add);
    } catch (CorpusException e) {
      assertTrue(String.valueOf(e.getMessage()).startsWith("damaged"), e::toString);
    }
    long last = 1; // records may share a line
    for (ReadResult result : results) {
      assertTrue(result.location().line() >= last, () -> "out of order: " + result);
      last = result.location().line();
    }
  }

  /** What the reader makes of a text. */
  protected final List<ReadResult> read(String text) throws IOException {
    List<ReadResult> results = new ArrayList<>();
    reader().read(stream(text), "sample", results::add);
    return results;
  }

  protected static List<Paper> papers(List<ReadResult> results) {
    return results.stream()
        .filter(Read.class::isInstance)
        .map(result -> ((Read) result).paper())
        .toList();
  }

  protected static List<Rejected> rejections(List<ReadResult> results) {
    return results.stream().filter(Rejected.class::isInstance).map(Rejected.class::cast).toList();
  }

  private static List<Long> linesOf(List<ReadResult> results, Class<? extends ReadResult> kind) {
    return results.stream()
        .filter(kind::isInstance)
        .map(result -> result.location().line())
        .toList();
  }

  /** The beginning of a file without a telling name. */
  protected static Head head(String text) {
    return new Head("sample", text.getBytes(UTF_8));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
