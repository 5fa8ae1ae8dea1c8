package io.akin.encoder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import io.akin.embedding.Pooling;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A deterministic encoder for tests: texts that share words, or parts of words, get similar
 * vectors. Each lower-case word, and each trigram of a word's characters, adds 1 or subtracts it at
 * one component, both chosen by a hash (<a href="https://arxiv.org/abs/0902.2206">Weinberger et al.
 * 2009</a>). Vectors of two models have nothing in common, like those of real models. Thread-safe;
 * closing does nothing.
 */
public final class HashingEncoder implements Encoder {
  private static final int MAX_TOKENS = 256;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private static final long START = 1;
  private static final long END = 2;

  private final EmbeddingSpace space;
  private final Map<Long, String> words = new ConcurrentHashMap<>();

  /**
   * An encoder of a made-up model.
   *
   * @param modelName decides the digests of the space and all vectors
   * @param dimension components of a vector
   */
  public HashingEncoder(String modelName, int dimension) {
    this.space =
        new EmbeddingSpace(
            modelName,
            sha256("weights of " + modelName),
            sha256("tokenizer of " + modelName),
            Pooling.MEAN,
            dimension,
            MAX_TOKENS);
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  /** Half of the components are good enough here. */
  @Override
  public List<Integer> dimensions() {
    return List.of(space.dimension() / 2, space.dimension());
  }

  @Override
  public String prompt(Role role) {
    return "";
  }

  /** Words between two special tokens. */
  @Override
  public List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    tokens.add(new Token(START, "[CLS]", true, 0, 0));
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = matcher.group().toLowerCase(Locale.ROOT);
      long id = 3 + (mixed(word.hashCode()) >>> 34);
      words.put(id, word);
      tokens.add(new Token(id, word, false, matcher.start(), matcher.end()));
    }
    tokens.add(new Token(END, "[SEP]", true, 0, 0));
    return tokens;
  }

  /** Knows the words that it has been shown. */
  @Override
  public String text(long[] ids, boolean special) {
    return LongStream.of(ids)
        .filter(id -> special || (id != START && id != END))
        .mapToObj(this::word)
        .collect(Collectors.joining(" "));
  }

  private String word(long id) {
    if (id == START || id == END) {
      return id == START ? "[CLS]" : "[SEP]";
    }
    return Optional.ofNullable(words.get(id))
        .orElseThrow(() -> new IllegalArgumentException("the model has no token " + id));
  }

  @Override
  public List<Embedding> encode(List<String> texts, Role role, Priority priority) {
    return encode(texts);
  }

  /** The embeddings of texts, whose role makes no difference here. */
  public List<Embedding> encode(List<String> texts) {
    return texts.stream().map(this::encode).toList();
  }

  private Embedding encode(String text) {
    float[] components = new float[space.dimension()];
    NOT_WORD
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .limit(space.maxTokens() - 2L) // as models do, whose two special tokens count
        .forEach(word -> addWord(word, components));
    if (isZero(components)) {
      components[0] = 1; // no word, or words that cancel one another
    }
    return Embedding.normalised(components);
  }

  private void addWord(String word, float[] components) {
    add("word " + word, components);
    int[] characters = ("<" + word + ">").codePoints().toArray();
    for (int i = 0; i + 3 <= characters.length; i++) {
      add("part " + new String(characters, i, 3), components);
    }
  }

  private void add(String feature, float[] components) {
    long hash = mixed(space.model().hashCode() * 0x9E3779B97F4A7C15L + feature.hashCode());
    components[(int) Long.remainderUnsigned(hash, components.length)] += hash < 0 ? -1 : 1;
  }

  /** The finisher of MurmurHash3: every bit of the input moves every bit of the output. */
  private static long mixed(long bits) {
    long hash = bits;
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return hash ^ (hash >>> 33);
  }

  private static boolean isZero(float[] components) {
    return Arrays.equals(components, new float[components.length]);
  }

  @Override
  public EncoderLoad load() {
    return EncoderLoad.NONE;
  }

  @Override
  public void close() {}
}
