package io.akin.encoder;

import io.akin.embedding.Embedding;
import java.util.concurrent.CompletableFuture;

/**
 * One text on its way through the queue, wanted by one call or by several. What may change is
 * guarded by the lock of its {@link WorkQueue}; the embedding may be waited for by anybody.
 */
final class Work {
  private final String text;
  private final long[] tokens;
  private final Call owner;
  private final CompletableFuture<Embedding> embedding = new CompletableFuture<>();

  private final long arrival;
  private Priority priority;
  private int callers = 1;
  private boolean waiting = true;

  /**
   * A text that begins to wait.
   *
   * @param text with its prompt
   * @param owner the call that brought it, whose share of the queue it takes up
   * @param arrival its number in the order of arrival
   */
  Work(String text, long[] tokens, Call owner, long arrival) {
    this.text = text;
    this.tokens = tokens;
    this.owner = owner;
    this.arrival = arrival;
    this.priority = owner.priority();
  }

  /** A call to the encoder: how urgent it is, and how much of the queue its texts take up. */
  static final class Call {
    private final Priority priority;
    private long waitingTokens;
    private boolean begun;

    Call(Priority priority) {
      this.priority = priority;
    }

    Priority priority() {
      return priority;
    }

    long waitingTokens() {
      return waitingTokens;
    }

    /** Whether a text of it has been accepted, so that the rest is not refused. */
    boolean begun() {
      return begun;
    }

    void accepted(long tokens) {
      waitingTokens += tokens;
      begun = true;
    }

    void left(long tokens) {
      waitingTokens -= tokens;
    }

    void joined() {
      begun = true;
    }
  }

  String text() {
    return text;
  }

  long[] tokens() {
    return tokens;
  }

  int length() {
    return tokens.length;
  }

  Call owner() {
    return owner;
  }

  long arrival() {
    return arrival;
  }

  Priority priority() {
    return priority;
  }

  boolean isWaiting() {
    return waiting;
  }

  /** Takes the text out of the queue, for the device or for good. */
  void leave() {
    waiting = false;
    owner.left(length());
  }

  void promote(Priority higher) {
    priority = higher;
  }

  void join() {
    callers++;
  }

  /** One caller wants it no more; whether none is left. */
  boolean abandon() {
    callers--;
    return callers == 0;
  }

  CompletableFuture<Embedding> embedding() {
    return embedding;
  }
}
