package io.akin.harvest;

import java.io.IOException;

/**
 * A harvest cannot go on; the message says why and what to do. What was fetched before is stored.
 */
public final class HarvestException extends IOException {
  private static final long serialVersionUID = 1;

  public HarvestException(String message) {
    super(message);
  }

  public HarvestException(String message, Throwable cause) {
    super(message, cause);
  }
}
