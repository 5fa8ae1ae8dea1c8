package io.akin.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One of the small JSON files that come with a model. A value of the wrong kind is an error that
 * names the file and the key; a null counts as absent.
 */
final class JsonFile {
  /** The largest of its kind has some kilobytes. */
  private static final long MAX_BYTES = 4 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final JsonNode root;

  private JsonFile(Path path, JsonNode root) {
    this.path = path;
    this.root = root;
  }

  static Optional<JsonFile> find(Path folder, String name) throws ModelException {
    Path path = folder.resolve(name);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      long bytes = Files.size(path);
      if (bytes > MAX_BYTES) {
        throw new ModelException(
            "%s has %,d bytes, and no file of its kind has more than %,d"
                .formatted(path, bytes, MAX_BYTES));
      }
      return Optional.of(new JsonFile(path, JSON.readTree(Files.readAllBytes(path))));
    } catch (ModelException e) {
      throw e;
    } catch (JacksonException e) {
      throw new ModelException("%s is not JSON: %s".formatted(path, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new ModelException("%s cannot be read: %s".formatted(path, e), e);
    }
  }

  /** The file as an object; most are one. */
  static Optional<JsonFile> findObject(Path folder, String name) throws ModelException {
    Optional<JsonFile> file = find(folder, name);
    if (file.isPresent() && !file.get().root.isObject()) {
      throw file.get().fault("is not a JSON object");
    }
    return file;
  }

  JsonNode root() {
    return root;
  }

  Optional<JsonNode> get(String key) {
    @Nullable JsonNode node = root.get(key);
    return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  Optional<String> text(String key) throws ModelException {
    Optional<JsonNode> node = get(key);
    if (node.isPresent() && !node.get().isTextual()) {
      throw fault("has %s for %s; a text is wanted".formatted(node.get(), key));
    }
    return node.map(JsonNode::textValue);
  }

  boolean flag(String key, boolean absent) throws ModelException {
    Optional<JsonNode> node = get(key);
    if (node.isPresent() && !node.get().isBoolean()) {
      throw fault("has %s for %s; true or false is wanted".formatted(node.get(), key));
    }
    return node.map(JsonNode::booleanValue).orElse(absent);
  }

  /** A whole number; one that is too large for an int is how some files say "no limit". */
  OptionalInt number(String key) throws ModelException {
    Optional<JsonNode> node = get(key);
    if (node.isEmpty()) {
      return OptionalInt.empty();
    }
    JsonNode value = node.get();
    if (!value.isNumber() || value.doubleValue() != Math.rint(value.doubleValue())) {
      throw fault("has %s for %s; a whole number is wanted".formatted(value, key));
    }
    return Math.abs(value.doubleValue()) > Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of(value.intValue());
  }

  int requiredNumber(String key) throws ModelException {
    return number(key).orElseThrow(() -> fault("has no %s".formatted(key)));
  }

  ModelException fault(String what) {
    return new ModelException(path + " " + what);
  }
}
