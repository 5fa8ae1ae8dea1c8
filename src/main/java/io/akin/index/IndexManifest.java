package io.akin.index;

import io.akin.embedding.EmbeddingSpace;
import io.akin.embedding.Pooling;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an index was made with. It is committed together with the papers, so that it is always the
 * manifest of exactly these vectors.
 *
 * @param recipe the name of the text recipe papers were encoded with
 */
public record IndexManifest(EmbeddingSpace space, String recipe, HnswOptions hnsw) {
  /** Raised when an older program could misread a newer index. */
  private static final String FORMAT = "3";

  private static final String DOCUMENT_PROMPT = "model.documentPrompt";

  /**
   * Refuses a space whose vectors cannot be compared with the index's.
   *
   * @param index what to call the index in the message
   */
  public void requireSpace(String index, EmbeddingSpace asked) throws SpaceMismatchException {
    if (!space.equals(asked)) {
      throw new SpaceMismatchException(index, space, asked);
    }
  }

  /**
   * Refuses a vector that cannot be one of the index's.
   *
   * @throws IllegalArgumentException when its dimension is another
   */
  public void requireDimension(int asked) {
    if (asked != space.dimension()) {
      throw new IllegalArgumentException(
          "the index holds vectors of %d dimensions, not %d".formatted(space.dimension(), asked));
    }
  }

  /** The manifest as flat text, for engines that store a map of strings. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("akin.format", FORMAT);
    map.put("model.name", space.model());
    map.put("model.weights.sha256", space.weightsSha256());
    map.put("model.tokenizer.sha256", space.tokenizerSha256());
    map.put("model.pooling", space.pooling().name());
    map.put("model.dimension", Integer.toString(space.dimension()));
    map.put("model.maxTokens", Integer.toString(space.maxTokens()));
    if (!space.documentPrompt().isEmpty()) { // most models have none, and older indexes know none
      map.put(DOCUMENT_PROMPT, space.documentPrompt());
    }
    map.put("recipe", recipe);
    map.put("hnsw.m", Integer.toString(hnsw.m()));
    map.put("hnsw.efConstruction", Integer.toString(hnsw.efConstruction()));
    return map;
  }

  /**
   * Reads what {@link #toMap} wrote.
   *
   * @throws IllegalArgumentException when a value is missing or the format is unknown
   */
  public static IndexManifest fromMap(Map<String, String> map) {
    String format = value(map, "akin.format");
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "index format %s is unknown to this version of Akin, which reads %s; add the papers to a new index"
              .formatted(format, FORMAT));
    }
    EmbeddingSpace space =
        new EmbeddingSpace(
            value(map, "model.name"),
            value(map, "model.weights.sha256"),
            value(map, "model.tokenizer.sha256"),
            Pooling.valueOf(value(map, "model.pooling")),
            number(map, "model.dimension"),
            number(map, "model.maxTokens"),
            map.getOrDefault(DOCUMENT_PROMPT, ""));
    HnswOptions hnsw = new HnswOptions(number(map, "hnsw.m"), number(map, "hnsw.efConstruction"));
    return new IndexManifest(space, value(map, "recipe"), hnsw);
  }

  private static String value(Map<String, String> map, String key) {
    String value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("manifest has no " + key);
    }
    return value;
  }

  private static int number(Map<String, String> map, String key) {
    return Integer.parseInt(value(map, key));
  }
}
