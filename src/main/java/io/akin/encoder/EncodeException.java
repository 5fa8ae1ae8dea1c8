package io.akin.encoder;

import java.io.IOException;

/** Texts could not be encoded. */
public class EncodeException extends IOException {
  private static final long serialVersionUID = 1;

  public EncodeException(String message) {
    super(message);
  }

  public EncodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
