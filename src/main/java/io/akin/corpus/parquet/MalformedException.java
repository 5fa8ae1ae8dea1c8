package io.akin.corpus.parquet;

import java.io.IOException;

/** A Parquet file that is not as the format has it; the message says in what. */
final class MalformedException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedException(String message) {
    super(message);
  }
}
