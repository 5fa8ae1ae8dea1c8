package io.akin.encoder.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A Hugging Face tokenizer that cuts at the model's limit and never pads. The texts that {@link
 * WordPiece} knows are left to it; the library, a quarter of a second of work, is loaded for the
 * first other one. Thread-safe.
 */
final class Tokenizer implements AutoCloseable {
  private static final int REPLACEMENT = 0xFFFD;

  private final Path file;
  private final int maxTokens;
  private final Optional<WordPiece> words;
  private @Nullable HuggingFaceTokenizer library;

  private Tokenizer(
      Path file, int maxTokens, Optional<WordPiece> words, @Nullable HuggingFaceTokenizer library) {
    this.file = file;
    this.maxTokens = maxTokens;
    this.words = words;
    this.library = library;
  }

  static Tokenizer open(Path file, int maxTokens) throws EncodeException {
    Optional<WordPiece> words = words(file, maxTokens);
    return new Tokenizer(file, maxTokens, words, words.isEmpty() ? load(file, maxTokens) : null);
  }

  private static Optional<WordPiece> words(Path file, int maxTokens) {
    try {
      return WordPieceFile.read(file, maxTokens);
    } catch (IOException _) {
      return Optional.empty(); // the library, which then reads it too, has the better message
    }
  }

  /** Loads the native code of the library, so that what is wrong with it is known early. */
  static void loadLibrary() {
    // DJL counts its users and may download native code unless it is told not to, and reads these
    // when its first class is loaded.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    LibUtils.checkStatus();
  }

  private synchronized HuggingFaceTokenizer library() throws EncodeException {
    if (library == null) {
      library = load(file, maxTokens);
    }
    return library;
  }

  private static HuggingFaceTokenizer load(Path file, int maxTokens) throws EncodeException {
    try {
      loadLibrary();
      // A tokenizer file brings its own truncation and padding (MiniLM's: 128 for both), which
      // would apply in silence, and DJL's own limit is 512 unless it is told another.
      String limit = Integer.toString(maxTokens);
      return HuggingFaceTokenizer.newInstance(
          file,
          Map.of(
              "truncation",
              "true",
              "padding",
              "false",
              "maxLength",
              limit,
              "modelMaxLength",
              limit));
    } catch (IOException | RuntimeException | LinkageError e) {
      // The native library reports a malformed file as a RuntimeException, and that it is not there
      // itself as an error of linking.
      throw new EncodeException(
          "%s cannot be used as a tokenizer: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The text's token numbers, special tokens included: {@code long[tokens]}. */
  long[] tokens(String text) throws EncodeException {
    Optional<long[]> known = words.flatMap(own -> own.tokens(text));
    return known.isPresent() ? known.get() : tokensOfLibrary(text);
  }

  /** As {@link #tokens}, by the library for every text. */
  long[] tokensOfLibrary(String text) throws EncodeException {
    return library().encode(wellFormed(text)).getIds();
  }

  /**
   * All tokens of a text: those of the part that is kept, and those of the parts behind the cut.
   */
  List<Token> allTokens(String text) throws EncodeException {
    String shown = wellFormed(text);
    Encoding kept = library().encode(shown, true, true);
    List<Encoding> parts = new ArrayList<>();
    parts.add(kept);
    parts.addAll(List.of(kept.getOverflowing()));
    return new TokenList(shown).of(parts);
  }

  /**
   * The text of tokens.
   *
   * @throws IllegalArgumentException when the tokenizer has no such token
   */
  String text(long[] ids, boolean special) throws EncodeException {
    HuggingFaceTokenizer decoder = library();
    OptionalLong unknown =
        LongStream.of(ids).distinct().filter(id -> !knows(decoder, id)).findFirst();
    if (unknown.isPresent()) {
      throw new IllegalArgumentException("the model has no token " + unknown.getAsLong());
    }
    return decoder.decode(ids, !special);
  }

  /** An unknown token is passed over in silence; between two others, a known one shows. */
  private static boolean knows(HuggingFaceTokenizer decoder, long id) {
    return id >= 0
        && id <= Integer.MAX_VALUE
        && !decoder
            .decode(new long[] {0, id, 0}, false)
            .equals(decoder.decode(new long[] {0, 0}, false));
  }

  /**
   * The text with a replacement character for each half of a surrogate pair that stands alone. The
   * native library takes UTF-8, which has no such halves: one of them makes it read all characters
   * beyond the basic plane wrongly.
   */
  private static String wellFormed(String text) {
    if (text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      return text;
    }
    return text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public synchronized void close() {
    if (library != null) {
      library.close();
    }
  }
}
