package io.akin.encoder;

/**
 * What an encoder has to do, and has done since it was opened.
 *
 * @param interactiveTokens of texts that somebody waits for, before the device
 * @param loadTokens of texts of loads, before the device
 * @param batches that the device has run
 * @param texts that were in them
 * @param remembered texts that were answered from memory
 */
public record EncoderLoad(
    long interactiveTokens, long loadTokens, long batches, long texts, long remembered) {
  /** Nothing. */
  public static final EncoderLoad NONE = new EncoderLoad(0, 0, 0, 0, 0);
}
