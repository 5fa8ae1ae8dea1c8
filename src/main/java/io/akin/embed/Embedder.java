package io.akin.embed;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.encoder.Token;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Encodes texts for whoever asks, by the encoder of the index. Thread-safe. */
public final class Embedder {
  /** Of a text: some ten times what any model takes. */
  public static final int MAX_CHARACTERS = 100_000;

  private final Source source;

  /** Where the encoder of the index comes from. */
  @FunctionalInterface
  public interface Source {
    /** The encoder of the index as it is now; the caller closes it when it has its answer. */
    Encoder open() throws IOException;
  }

  /**
   * An embedder.
   *
   * @param source of the encoder, which is asked each time one is needed
   */
  public Embedder(Source source) {
    this.source = source;
  }

  /** The space of the embeddings, at their full dimension. */
  public EmbeddingSpace space() throws IOException {
    try (Encoder encoder = source.open()) {
      return encoder.space();
    }
  }

  /** The dimensions that may be asked for, ascending; the last is the space's own. */
  public List<Integer> dimensions() throws IOException {
    try (Encoder encoder = source.open()) {
      return encoder.dimensions();
    }
  }

  /** What is put before a text of this role. */
  public String prompt(Role role) throws IOException {
    try (Encoder encoder = source.open()) {
      return encoder.prompt(role);
    }
  }

  /** All tokens of a text. */
  public List<Token> tokens(String text) throws IOException {
    try (Encoder encoder = source.open()) {
      return encoder.tokens(text);
    }
  }

  /**
   * The text that tokens stand for.
   *
   * @param special whether special tokens are to be in it
   * @throws IllegalArgumentException when the model has no such token
   */
  public String text(long[] ids, boolean special) throws IOException {
    try (Encoder encoder = source.open()) {
      return encoder.text(ids, special);
    }
  }

  /**
   * Encodes texts.
   *
   * @throws TooLongException when a text is too long, and must not be cut
   * @throws io.akin.encoder.EncoderBusyException when too much is waiting
   */
  public Embedded embed(EmbedRequest request) throws IOException {
    try (Encoder encoder = source.open()) {
      return embed(encoder, request);
    }
  }

  private static Embedded embed(Encoder encoder, EmbedRequest request) throws IOException {
    long begun = System.nanoTime();
    List<String> texts = new ArrayList<>(request.texts().size());
    List<Integer> counts = new ArrayList<>(request.texts().size());
    int limit = encoder.space().maxTokens();
    String prompt = encoder.prompt(request.role());
    for (String text : request.texts()) {
      List<Token> tokens = encoder.tokens(prompt + text);
      if (tokens.size() > limit && request.cut() == Cut.NEVER) {
        throw new TooLongException(tokens.size(), limit);
      }
      counts.add(Math.min(tokens.size(), limit));
      texts.add(
          tokens.size() > limit && request.cut() == Cut.BEGINNING
              ? end(text, tokens, prompt.length(), limit)
              : text);
    }
    long counted = System.nanoTime();
    List<Embedding> embeddings = encoder.encode(texts, request.role(), Priority.INTERACTIVE);
    if (request.dimension().isPresent()) {
      int dimension = request.dimension().getAsInt();
      embeddings = embeddings.stream().map(embedding -> embedding.cutTo(dimension)).toList();
    }
    return new Embedded(
        embeddings,
        counts,
        Duration.ofNanos(counted - begun),
        Duration.ofNanos(System.nanoTime() - counted));
  }

  /** The end of a text that fits behind its prompt and between the special tokens. */
  private static String end(String text, List<Token> tokens, int prompt, int limit) {
    List<Token> words =
        tokens.stream().filter(token -> !token.special() && token.start() >= prompt).toList();
    if (words.isEmpty()) {
      return text; // the prompt alone is too long
    }
    int around = tokens.size() - words.size();
    Token first = words.get(words.size() - Math.max(1, limit - around));
    return text.substring(first.start() - prompt);
  }
}
