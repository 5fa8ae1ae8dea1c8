package io.akin.ingest;

import java.io.IOException;

/** A run ends early because it was asked to; what it had encoded is stored. */
public final class IngestStoppedException extends IOException {
  private static final long serialVersionUID = 1;

  public IngestStoppedException() {
    super("stopped as asked; what was encoded is stored, and the same command goes on from there");
  }
}
