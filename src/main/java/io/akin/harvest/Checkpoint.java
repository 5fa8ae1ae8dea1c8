package io.akin.harvest;

import java.io.IOException;

/** Makes what has been handed over last. */
@FunctionalInterface
public interface Checkpoint {
  /** Stores every record handed over so far; when it returns, they survive a crash. */
  void commit() throws IOException;
}
