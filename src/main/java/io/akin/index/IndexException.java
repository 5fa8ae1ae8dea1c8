package io.akin.index;

import java.io.IOException;

/** An index cannot be used as asked; the message says why and what to do. */
public class IndexException extends IOException {
  private static final long serialVersionUID = 1;

  public IndexException(String message) {
    super(message);
  }

  public IndexException(String message, Throwable cause) {
    super(message, cause);
  }
}
