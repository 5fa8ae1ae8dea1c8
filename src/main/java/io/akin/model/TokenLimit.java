package io.akin.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Where a model cuts its texts, from the files that each say a part of it. */
final class TokenLimit {
  /** Above this a number says "no limit"; tokenizers have 1e30 for it. */
  private static final int NO_LIMIT = 1_000_000;

  /**
   * Models that count positions from the padding token's number on, as RoBERTa does: the first
   * positions are never used.
   */
  private static final Set<String> POSITIONS_BEHIND_PADDING =
      Set.of(
          "camembert",
          "data2vec-text",
          "esm",
          "ibert",
          "longformer",
          "mpnet",
          "roberta",
          "roberta-prelayernorm",
          "xlm-roberta",
          "xlm-roberta-xl",
          "xmod");

  /** The file had the transformer's name before it was called after BERT for all. */
  private static final List<String> SENTENCE_CONFIGS =
      List.of(
          "sentence_bert_config.json",
          "sentence_roberta_config.json",
          "sentence_distilbert_config.json",
          "sentence_camembert_config.json",
          "sentence_albert_config.json",
          "sentence_xlm-roberta_config.json",
          "sentence_xlnet_config.json");

  private TokenLimit() {}

  /** The file in which sentence-transformers keeps its own settings of a transformer. */
  static Optional<JsonFile> sentenceConfig(Path folder) throws ModelException {
    for (String name : SENTENCE_CONFIGS) {
      Optional<JsonFile> file = JsonFile.findObject(folder, name);
      if (file.isPresent()) {
        return file;
      }
    }
    return Optional.empty();
  }

  /**
   * The limit of sentence-transformers, or else of the tokenizer, but never more than the model has
   * positions; empty when nobody says.
   */
  static OptionalInt of(
      JsonFile config, Optional<JsonFile> sentence, Optional<JsonFile> tokenizer, int padToken)
      throws ModelException {
    OptionalInt chosen = limit(sentence, "max_seq_length");
    if (chosen.isEmpty()) {
      chosen = limit(tokenizer, "model_max_length");
    }
    return IntStream.concat(chosen.stream(), positions(config, padToken).stream()).min();
  }

  private static OptionalInt limit(Optional<JsonFile> file, String key) throws ModelException {
    OptionalInt value = file.isPresent() ? file.get().number(key) : OptionalInt.empty();
    return value.isPresent() && value.getAsInt() > 0 && value.getAsInt() < NO_LIMIT
        ? value
        : OptionalInt.empty();
  }

  private static OptionalInt positions(JsonFile config, int padToken) throws ModelException {
    OptionalInt all = limit(Optional.of(config), "max_position_embeddings");
    if (all.isEmpty()) {
      all = limit(Optional.of(config), "n_positions");
    }
    if (all.isEmpty() || !POSITIONS_BEHIND_PADDING.contains(config.text("model_type").orElse(""))) {
      return all;
    }
    return OptionalInt.of(all.getAsInt() - padToken - 1);
  }
}
