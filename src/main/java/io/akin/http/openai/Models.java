package io.akin.http.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embed.Embedder;
import io.akin.paper.Text;
import java.io.IOException;

/**
 * The models that are served: the index's own. It may be called by its name alone or behind that of
 * its makers; names of OpenAI's models are no aliases, since the vectors would be others.
 */
final class Models {
  private final Embedder embedder;

  Models(Embedder embedder) {
    this.embedder = embedder;
  }

  String name() throws IOException {
    return embedder.space().model();
  }

  /**
   * Checks a name.
   *
   * @throws OpenAiError when no model is called that
   */
  void require(String asked) throws IOException {
    String name = name();
    if (!asked.equalsIgnoreCase(name)
        && !asked.substring(asked.lastIndexOf('/') + 1).equalsIgnoreCase(name)) {
      throw OpenAiError.unknownModel(
          "the model '%s' does not exist; this server has '%s'"
              .formatted(Text.shortened(asked), name));
    }
  }

  ObjectNode list() throws IOException {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("object", "list");
    node.putArray("data").add(model());
    return node;
  }

  /** The model; when it was made is not known. */
  ObjectNode model() throws IOException {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", name())
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", "akin");
  }
}
