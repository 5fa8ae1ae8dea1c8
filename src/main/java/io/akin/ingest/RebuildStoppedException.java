package io.akin.ingest;

import java.io.IOException;

/** A rebuild ends early because it was asked to; the index is as it was. */
public final class RebuildStoppedException extends IOException {
  private static final long serialVersionUID = 1;

  public RebuildStoppedException() {
    super("stopped as asked; the index is as it was");
  }
}
