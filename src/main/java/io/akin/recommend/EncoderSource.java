package io.akin.recommend;

import io.akin.encoder.Encoder;
import java.io.IOException;

/** Where the encoder comes from when one is needed: most requests about papers need none. */
@FunctionalInterface
public interface EncoderSource {
  /** The encoder, which remains the source's to close. */
  Encoder get() throws IOException;
}
