package io.akin.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder as sentence-transformers saves a small BERT model, with files of a few bytes in place of
 * the network and the vocabulary. Tests change what they are about.
 */
public final class SavedModel {
  private final Path folder;

  private SavedModel(Path folder) {
    this.folder = folder;
  }

  /** The files of all-MiniLM-L6-v2, by what they say. */
  public static SavedModel at(Path folder) throws IOException {
    return transformer(folder)
        .with(
            "modules.json",
            """
            [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
             {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
             {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}]
            """)
        .with(
            "1_Pooling/config.json",
            """
            {"word_embedding_dimension": 384, "pooling_mode_cls_token": false,
             "pooling_mode_mean_tokens": true, "pooling_mode_max_tokens": false,
             "pooling_mode_mean_sqrt_len_tokens": false}
            """)
        .with("sentence_bert_config.json", "{\"max_seq_length\": 256, \"do_lower_case\": false}")
        .with(
            "README.md", "---\nlanguage: en\nlicense: apache-2.0\ntags:\n- x\n---\n\n# A model\n");
  }

  /** The same without what sentence-transformers adds, as an exporter leaves it. */
  public static SavedModel transformer(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new SavedModel(folder)
        .with("model.onnx", "weights")
        .with(
            "config.json",
            """
            {"model_type": "bert", "hidden_size": 384, "max_position_embeddings": 512,
             "pad_token_id": 0}
            """)
        .with(
            "tokenizer.json",
            """
            {"version": "1.0", "truncation": null, "padding": null,
             "added_tokens": [{"id": 0, "content": "[PAD]", "special": true}],
             "normalizer": {"type": "BertNormalizer", "lowercase": true},
             "model": {"type": "WordPiece", "vocab": {"[PAD]": 0, "paper": 1}}}
            """)
        .with("tokenizer_config.json", "{\"model_max_length\": 512, \"pad_token\": \"[PAD]\"}");
  }

  /** Puts a file, and its folder, into the place of what was there. */
  public SavedModel with(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    Files.writeString(path, text, UTF_8);
    return this;
  }

  /** Takes a file away. */
  public SavedModel without(String file) throws IOException {
    Files.delete(folder.resolve(file));
    return this;
  }

  public Path folder() {
    return folder;
  }
}
