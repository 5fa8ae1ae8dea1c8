package io.akin.app;

import io.akin.encoder.Encoder;
import io.akin.index.PaperIndex;
import io.akin.recommend.EncoderSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens the encoder of an index when it is first needed. For one thread. */
public final class LazyEncoder implements EncoderSource, AutoCloseable {
  private final Application application;
  private final PaperIndex index;
  private @Nullable Encoder opened;

  public LazyEncoder(Application application, PaperIndex index) {
    this.application = application;
    this.index = index;
  }

  @Override
  public Encoder get() throws IOException {
    Encoder known = opened;
    if (known == null) {
      known = application.openEncoder();
      opened = known; // so that it is closed if it is not the index's
      index.manifest().requireSpace("the index", known.space());
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    if (opened != null) {
      opened.close();
    }
  }
}
