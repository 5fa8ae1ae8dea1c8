package io.akin.corpus;

import java.io.IOException;

/** A file is not a corpus that can be read; the message names the file and the next step. */
public final class CorpusException extends IOException {
  private static final long serialVersionUID = 1;

  public CorpusException(String message) {
    super(message);
  }
}
