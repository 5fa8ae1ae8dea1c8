package io.akin.model.hub;

import java.io.IOException;

/** A model cannot be downloaded; the message says why and what to do. What came before is kept. */
public final class HubException extends IOException {
  private static final long serialVersionUID = 1;

  HubException(String message) {
    super(message);
  }

  HubException(String message, Throwable cause) {
    super(message, cause);
  }
}
