package io.akin.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue in front of a device, with a device whose runs are let through one by one. */
@Timeout(30)
class BatchingEncoderTest extends EncoderContract {
  /** 64 padded tokens a batch, so that 8,192 tokens may wait. */
  private static final BatchLimits ONE_AT_A_TIME = new BatchLimits(1, 64, 100);

  private static final BatchingEncoder OPEN =
      new BatchingEncoder(new WordBackend(new BatchLimits(2, 64, 100), true));

  private final WordBackend device = new WordBackend(ONE_AT_A_TIME, false);
  private final BatchingEncoder encoder = new BatchingEncoder(device);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    device.letPass(1_000_000);
    callers.close();
    encoder.close();
  }

  @AfterAll
  static void closeShared() {
    OPEN.close();
  }

  @Override
  protected Encoder encoder() {
    return OPEN;
  }

  @Test
  void interactiveTextsGoBeforeALoadThatCameFirst() throws Exception {
    var first = call("one", Role.DOCUMENT, Priority.LOAD);
    device.awaitBegun(1); // the device is busy; what comes now waits
    var load = call(words(20), Role.DOCUMENT, Priority.LOAD);
    awaitWaiting(22);
    var query = call("kites", Role.DOCUMENT, Priority.INTERACTIVE);
    awaitWaiting(25);

    device.letPass(3);
    var _ = List.of(first.get(), load.get(), query.get());

    assertEquals(List.of(List.of(3), List.of(3), List.of(22)), device.batches());
  }

  @Test
  void textsOfLikeLengthGoTogetherUpToTheBudget() throws Exception {
    block();
    List<String> texts =
        IntStream.range(0, 20).mapToObj(i -> "text" + i + (i < 10 ? "" : " " + words(18))).toList();
    var all = callAll(texts, Role.DOCUMENT, Priority.LOAD);
    awaitWaiting(10 * 3 + 10 * 21);
    device.letPass(100);
    var _ = all.get();

    // 64 tokens hold ten texts of 3, and three of 21.
    List<List<Integer>> batches = device.batches().subList(1, device.batches().size());
    assertEquals(
        List.of(
            Collections.nCopies(10, 3),
            Collections.nCopies(3, 21),
            Collections.nCopies(3, 21),
            Collections.nCopies(3, 21),
            List.of(21)),
        batches);
  }

  @Test
  void aDeviceThatWantsOneTextARunGetsOne() throws Exception {
    var single = new WordBackend(new BatchLimits(2, 64, 1), true);
    try (var one = new BatchingEncoder(single)) {
      var _ = one.encode(List.of("a", "b", "c", "d"), Role.DOCUMENT, Priority.LOAD);
    }

    assertEquals(Collections.nCopies(4, List.of(3)), single.batches());
  }

  @Test
  void aFullQueueRefusesAnInteractiveCallAtOnce() throws Exception {
    block();
    fill();

    assertThrows(
        EncoderBusyException.class,
        () -> encoder.encode(List.of(words(60)), Role.DOCUMENT, Priority.INTERACTIVE));
  }

  @Test
  void aFullQueueLetsALoadWaitAndNothingIsLost() throws Exception {
    block();
    fill();
    List<String> texts = IntStream.range(0, 400).mapToObj(i -> i + " " + words(40)).toList();

    var load = callAll(texts, Role.DOCUMENT, Priority.LOAD);
    device.letPass(1_000_000);

    assertEquals(400, load.get().size());
  }

  @Test
  void aLargeInteractiveCallLeavesRoomForOthers() throws Exception {
    block();
    List<String> texts = IntStream.range(0, 400).mapToObj(i -> i + " " + words(40)).toList();
    var large = callAll(texts, Role.DOCUMENT, Priority.INTERACTIVE);
    awaitWaiting(43L * (8_192 / 4 / 43)); // a quarter of the queue

    var query = call("kites", Role.QUERY, Priority.INTERACTIVE);
    device.letPass(1_000_000);

    assertEquals(1, query.get().size());
    assertEquals(400, large.get().size());
  }

  @Test
  void aLoadTakesUpNoMoreThanHalfOfTheQueue() throws Exception {
    block();
    var load =
        callAll(
            IntStream.range(0, 400).mapToObj(i -> i + " " + words(40)).toList(),
            Role.DOCUMENT,
            Priority.LOAD);
    awaitWaiting(43L * (8_192 / 2 / 43));

    var query = call(words(50), Role.QUERY, Priority.INTERACTIVE);
    device.letPass(1_000_000);

    assertEquals(1, query.get().size());
    assertEquals(400, load.get().size());
  }

  @Test
  void textsOfACallThatIsGivenUpLeaveTheQueue() throws Exception {
    block();
    var cancelled = call(words(30), Role.DOCUMENT, Priority.INTERACTIVE);
    awaitWaiting(32);

    cancelled.cancel(true);
    awaitWaiting(0);
    device.letPass(100);
    var _ = encoder.encode(List.of("after"), Role.DOCUMENT, Priority.INTERACTIVE);

    assertEquals(List.of(List.of(3), List.of(3)), device.batches());
  }

  @Test
  void aTextThatSomebodyElseStillWantsStays() throws Exception {
    block();
    Thread cancelled =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThrows(
                        EncodeException.class,
                        () ->
                            encoder.encode(
                                List.of(words(30)), Role.DOCUMENT, Priority.INTERACTIVE)));
    awaitWaiting(32);
    var other = callAll(List.of(words(30), "mark"), Role.DOCUMENT, Priority.INTERACTIVE);
    awaitWaiting(32 + 3); // the mark comes second, so the text before it has been joined

    cancelled.interrupt();
    cancelled.join();
    device.letPass(100);

    assertEquals(2, other.get().size());
    assertTrue(device.batches().contains(List.of(32)), device.batches()::toString);
  }

  @Test
  void aTextThatManyWantAtOnceIsEncodedOnce() throws Exception {
    block();
    List<Future<List<Embedding>>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      List<String> texts = List.of("kites", "kites", "mark" + i);
      calls.add(callAll(texts, Role.DOCUMENT, Priority.INTERACTIVE));
    }
    awaitWaiting(3 + 50 * 3); // every call has come to its mark, and so past the kites
    device.letPass(100);

    Embedding expected = calls.getFirst().get().getFirst();
    for (var call : calls) {
      assertEquals(List.of(expected, expected), call.get().subList(0, 2));
    }
    assertEquals(1 + 1 + 50, device.textsRun());
  }

  @Test
  void aTextOfALoadThatAnInteractiveCallWantsGoesFirst() throws Exception {
    block();
    var load = callAll(List.of(words(20), words(40)), Role.DOCUMENT, Priority.LOAD);
    awaitWaiting(22 + 42);
    var hurry = call(words(40), Role.DOCUMENT, Priority.INTERACTIVE);
    awaitPromoted(42);

    device.letPass(100);
    var _ = List.of(load.get(), hurry.get());

    assertEquals(List.of(List.of(3), List.of(42), List.of(22)), device.batches());
  }

  @Test
  void queriesAreRememberedAndDocumentsAreNot() throws IOException {
    device.letPass(100);
    for (int i = 0; i < 3; i++) {
      var _ = encoder.encode(List.of("kites"), Role.QUERY, Priority.INTERACTIVE);
      var _ = encoder.encode(List.of("wind"), Role.DOCUMENT, Priority.INTERACTIVE);
    }

    assertEquals(4, device.textsRun());
  }

  @Test
  void theQueriesRememberedAreBounded() throws IOException {
    device.letPass(1_000_000);
    for (int i = 0; i < 2_000; i++) {
      var _ = encoder.encode(List.of("kite" + i), Role.QUERY, Priority.INTERACTIVE);
    }
    int before = device.textsRun();
    var _ = encoder.encode(List.of("kite1999"), Role.QUERY, Priority.INTERACTIVE);
    assertEquals(before, device.textsRun());

    var _ = encoder.encode(List.of("kite0"), Role.QUERY, Priority.INTERACTIVE);
    assertEquals(before + 1, device.textsRun());
  }

  @Test
  void aQueryHasItsPromptAndADocumentHasNone() throws IOException {
    device.letPass(100);
    var query = encoder.encode(List.of("kites"), Role.QUERY, Priority.INTERACTIVE);
    var document =
        encoder.encode(
            List.of(WordBackend.QUERY_PROMPT + "kites"), Role.DOCUMENT, Priority.INTERACTIVE);

    assertEquals(document, query);
  }

  @Test
  void aTextTheDeviceFailsOnFailsAlone() throws Exception {
    block();
    var bad = call(WordBackend.POISON, Role.DOCUMENT, Priority.INTERACTIVE);
    var good = call("kites", Role.DOCUMENT, Priority.INTERACTIVE);
    awaitWaiting(6);
    device.letPass(100);

    assertEquals(1, good.get().size());
    var failed = assertThrows(ExecutionException.class, bad::get);
    assertTrue(failed.getCause() instanceof EncodeException, failed::toString);
    assertTrue(
        String.valueOf(failed.getMessage()).contains("does not like this text"), failed::toString);
    assertEquals(1, encoder.encode(List.of("later"), Role.QUERY, Priority.LOAD).size());
  }

  @Test
  void closingGivesUpWhatWaitsAndWaitsForWhatRuns() throws Exception {
    var running = call("one", Role.DOCUMENT, Priority.INTERACTIVE);
    device.awaitBegun(1);
    var waiting = call("two", Role.DOCUMENT, Priority.INTERACTIVE);
    awaitWaiting(3);

    var closing = callers.submit(encoder::close);
    var failed = assertThrows(ExecutionException.class, waiting::get);
    assertFalse(device.isClosed());
    device.letPass(1);
    closing.get();

    assertTrue(String.valueOf(failed.getMessage()).contains("closed"), failed::toString);
    assertEquals(1, running.get().size());
    assertTrue(device.isClosed());
    assertThrows(
        EncodeException.class,
        () -> encoder.encode(List.of("late"), Role.QUERY, Priority.INTERACTIVE));
  }

  /** Keeps the device busy, so that what comes next waits. */
  private void block() throws InterruptedException {
    var _ = call("one", Role.DOCUMENT, Priority.INTERACTIVE);
    device.awaitBegun(1);
  }

  /** Brings the queue to where 62 tokens have no room any more. */
  private void fill() throws InterruptedException {
    int texts = 8_192 / 62;
    for (int i = 0; i < texts; i++) {
      var _ = call(i + " " + words(59), Role.DOCUMENT, Priority.INTERACTIVE);
    }
    awaitWaiting(62L * texts);
  }

  private void awaitWaiting(long tokens) {
    await(
        tokens,
        () -> encoder.waitingTokens(Priority.LOAD) + encoder.waitingTokens(Priority.INTERACTIVE));
  }

  private void awaitPromoted(long tokens) {
    await(tokens, () -> encoder.waitingTokens(Priority.INTERACTIVE));
  }

  private static void await(long expected, LongSupplier found) {
    long start = System.nanoTime();
    while (found.getAsLong() != expected) {
      if (System.nanoTime() - start > 10_000_000_000L) {
        throw new AssertionError("waited for " + expected + ", found " + found.getAsLong());
      }
      LockSupport.parkNanos(100_000);
    }
  }

  private Future<List<Embedding>> call(String text, Role role, Priority priority) {
    return callAll(List.of(text), role, priority);
  }

  private Future<List<Embedding>> callAll(List<String> texts, Role role, Priority priority) {
    Callable<List<Embedding>> call = () -> encoder.encode(texts, role, priority);
    return callers.submit(call);
  }

  private static String words(int count) {
    return String.join(" ", Collections.nCopies(count, "kite"));
  }
}
