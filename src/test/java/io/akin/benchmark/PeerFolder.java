package io.akin.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embedding.EmbeddingSpace;
import io.akin.embedding.Pooling;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model's files as other libraries want to find them: the same weights, and a tokenizer that cuts
 * where Akin's does and does not pad. MiniLM's own file says 128 for both, and libraries obey it in
 * silence.
 */
final class PeerFolder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PeerFolder() {}

  /** Writes the folder anew; the weights are a link. */
  static Path write(ModelFolder model, Path folder) throws IOException {
    EmbeddingSpace space = model.space();
    ModelSize size = ModelSize.of(space.model());
    Files.createDirectories(folder.resolve("onnx"));
    for (String link : new String[] {"model.onnx", "onnx/model.onnx"}) {
      Files.deleteIfExists(folder.resolve(link));
      Files.createSymbolicLink(folder.resolve(link), model.weights().toAbsolutePath());
    }
    ObjectNode tokenizer = (ObjectNode) JSON.readTree(model.tokenizer().toFile());
    tokenizer.putNull("padding");
    tokenizer
        .putObject("truncation")
        .put("direction", "Right")
        .put("max_length", space.maxTokens())
        .put("strategy", "LongestFirst")
        .put("stride", 0);
    write(folder, "tokenizer.json", tokenizer);
    ObjectNode limits = JSON.createObjectNode();
    limits.put("tokenizer_class", "BertTokenizer").put("do_lower_case", true);
    limits.put("model_max_length", space.maxTokens()).put("pad_token", "[PAD]");
    write(folder, "tokenizer_config.json", limits);
    write(folder, "special_tokens_map.json", JSON.createObjectNode());
    ObjectNode network = JSON.createObjectNode();
    network.put("model_type", "bert").putArray("architectures").add("BertModel");
    network.put("num_hidden_layers", size.layers()).put("num_attention_heads", 12);
    network.put("hidden_size", size.hidden()).put("intermediate_size", size.inner());
    network.put("vocab_size", 30_522).put("pad_token_id", 0);
    write(folder, "config.json", network);
    return folder;
  }

  /** The pooling in the words of the peers: {@code mean} or {@code cls}. */
  static String pooling(Pooling pooling) {
    return switch (pooling) {
      case MEAN -> "mean";
      case CLS -> "cls";
      case MAX, LAST_TOKEN ->
          throw new IllegalArgumentException("not every peer pools by " + pooling);
    };
  }

  private static void write(Path folder, String name, ObjectNode value) throws IOException {
    JSON.writeValue(folder.resolve(name).toFile(), value);
  }
}
