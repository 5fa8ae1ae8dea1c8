package io.akin.encoder.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.akin.encoder.EncodeException;
import java.io.IOException;
import java.nio.file.Path;

/** A Hugging Face tokenizer that cuts at the model's limit and never pads. Thread-safe. */
final class Tokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;

  private Tokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  static Tokenizer open(Path file, int maxTokens) throws EncodeException {
    // DJL counts its users and may download native code unless it is told not to, and reads these
    // when its first class is loaded.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    try {
      // A tokenizer file brings its own truncation and padding (MiniLM's: 128 for both), which
      // would apply in silence.
      return new Tokenizer(
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(file)
              .optMaxLength(maxTokens)
              .optTruncation(true)
              .optPadding(false)
              .build());
    } catch (IOException | RuntimeException e) {
      // The native library reports a malformed file as a RuntimeException.
      throw new EncodeException(
          "%s cannot be used as a tokenizer: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The text's token numbers, special tokens included: {@code long[tokens]}, at least 2. */
  long[] tokens(String text) {
    return tokenizer.encode(text).getIds();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
