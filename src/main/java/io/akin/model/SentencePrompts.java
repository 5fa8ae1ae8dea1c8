package io.akin.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.akin.model.ModelManifest.Prompts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code config_sentence_transformers.json}: prompts by name, and what vectors are compared by.
 *
 * @param similarity {@code cosine} where nothing is stated
 */
record SentencePrompts(Prompts prompts, String similarity) {
  private static final int MAX_CHARACTERS = 4_000;

  /** The names of a query's prompt, the first that is there counts. */
  private static final List<String> QUERY = List.of("query", "search_query");

  /** The names of a document's prompt. */
  private static final List<String> DOCUMENT =
      List.of("document", "passage", "corpus", "search_document");

  static SentencePrompts read(Path folder) throws ModelException {
    Optional<JsonFile> found = JsonFile.findObject(folder, "config_sentence_transformers.json");
    if (found.isEmpty()) {
      return new SentencePrompts(Prompts.NONE, ModelManifest.COSINE);
    }
    JsonFile file = found.get();
    Optional<JsonNode> all = file.get("prompts");
    if (all.isPresent() && !all.get().isObject()) {
      throw file.fault("has prompts that are not an object of names and texts");
    }
    List<String> query = new ArrayList<>(QUERY);
    List<String> document = new ArrayList<>(DOCUMENT);
    Optional<String> usual = file.text("default_prompt_name");
    if (usual.isPresent()) {
      query.add(usual.get());
      document.add(usual.get());
    }
    return new SentencePrompts(
        new Prompts(prompt(file, all, query), prompt(file, all, document)),
        file.text("similarity_fn_name").orElse(ModelManifest.COSINE));
  }

  private static String prompt(JsonFile file, Optional<JsonNode> prompts, List<String> names)
      throws ModelException {
    for (String name : names) {
      @Nullable JsonNode text = prompts.isPresent() ? prompts.get().get(name) : null;
      if (text != null && !text.isNull()) {
        if (!text.isTextual() || text.textValue().length() > MAX_CHARACTERS) {
          throw file.fault(
              "has a prompt '%s' that is not a text of up to %,d characters"
                  .formatted(name, MAX_CHARACTERS));
        }
        return text.textValue();
      }
    }
    return "";
  }
}
