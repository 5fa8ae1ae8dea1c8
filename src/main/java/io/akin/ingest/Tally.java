package io.akin.ingest;

import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.util.Arrays;

/**
 * What became of each paper of a run, in 18 to 36 bytes a paper, so that a run of millions fits
 * into memory. Papers are told apart by 64 bits over all of their identifiers: two of a million
 * papers are mistaken for one another once in 40 million runs. Not thread-safe.
 */
final class Tally {
  /** What became of a paper, the weaker first. */
  enum Status {
    UNCHANGED(1),
    UPDATED(2),
    ADDED(3);

    private final byte code;

    Status(int code) {
      this.code = (byte) code;
    }

    private static Status ofCode(byte code) {
      return switch (code) {
        case 1 -> UNCHANGED;
        case 2 -> UPDATED;
        case 3 -> ADDED;
        default -> throw new IllegalArgumentException("no status has the code " + code);
      };
    }
  }

  private static final byte FREE = 0;

  /** A place that was taken, and may be again; a search does not end there. */
  private static final byte LEFT = 4;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] keys = new long[1_024];
  private byte[] states = new byte[1_024];
  private int used;
  private final long[] counts = new long[LEFT];

  /** Whether the paper, with exactly these identifiers, has been put and not removed. */
  boolean has(Paper paper) {
    int state = states[place(key(paper))];
    return state != FREE && state != LEFT;
  }

  /** Sets what became of a paper; the stronger of it and what is known. */
  void put(Paper paper, Status status) {
    if (2 * (used + 1) > keys.length) {
      grow();
    }
    long key = key(paper);
    int place = place(key);
    byte state = states[place];
    if (state == FREE) {
      used++;
    }
    boolean known = state != FREE && state != LEFT;
    Status before = known ? Status.ofCode(state) : status;
    Status now = before.compareTo(status) > 0 ? before : status;
    if (known) {
      counts[before.code]--;
    }
    counts[now.code]++;
    keys[place] = key;
    states[place] = now.code;
  }

  /** Forgets a paper, and tells what became of it, or the given status if nothing is known. */
  Status remove(Paper paper, Status otherwise) {
    int place = place(key(paper));
    byte state = states[place];
    if (state == FREE || state == LEFT) {
      return otherwise;
    }
    Status status = Status.ofCode(state);
    counts[status.code]--;
    states[place] = LEFT;
    return status;
  }

  long count(Status status) {
    return counts[status.code];
  }

  long papers() {
    return Arrays.stream(counts).sum();
  }

  /** Where the key is, or where it would go. */
  private int place(long key) {
    int mask = keys.length - 1;
    int place = (int) (key ^ (key >>> 32)) & mask;
    while (states[place] != FREE && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    byte[] oldStates = states;
    keys = new long[oldKeys.length * 2];
    states = new byte[oldKeys.length * 2];
    used = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldStates[i] != FREE && oldStates[i] != LEFT) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        states[place] = oldStates[i];
        used++;
      }
    }
  }

  /**
   * FNV-1a over the identifiers, of <a href="http://www.isthe.com/chongo/tech/comp/fnv/">Fowler,
   * Noll and Vo</a>, mixed so that all of its bits are good for a table.
   */
  private static long key(Paper paper) {
    long hash = FNV_OFFSET;
    for (PaperId id : paper.ids()) {
      String text = id.text();
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * FNV_PRIME;
      }
      hash = (hash ^ ' ') * FNV_PRIME;
    }
    return hash ^ (hash >>> 29);
  }
}
