package io.akin.model;

import java.io.IOException;

/** A model's folder cannot be used; the message says what is wrong with it and what to do. */
public final class ModelException extends IOException {
  private static final long serialVersionUID = 1;

  ModelException(String message) {
    super(message);
  }

  ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
