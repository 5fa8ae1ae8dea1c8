package io.akin.harvest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** A small JSON file that tells a later run how far this one came. Replaced whole or not at all. */
record ProgressFile(Path folder, String name) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  Path path() {
    return folder.resolve(name);
  }

  /** Makes sense of what is in the file. */
  @FunctionalInterface
  interface Form<T> {
    /**
     * Reads it.
     *
     * @throws IllegalArgumentException when something is missing or wrong
     */
    T of(JsonNode node);
  }

  /** What the file holds; empty where there is none. */
  <T> Optional<T> read(Form<T> form) throws IOException {
    try {
      return Optional.of(form.of(JSON.readTree(Files.readString(path(), UTF_8))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException | CharacterCodingException e) {
      throw new HarvestException(
          "%s, which holds how far a harvest came, is damaged; delete it to begin anew"
              .formatted(path()),
          e);
    }
  }

  void write(ObjectNode content) throws IOException {
    Files.createDirectories(folder);
    Path draft = folder.resolve(name + ".tmp");
    try (FileChannel file =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap((content.toPrettyString() + "\n").getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        var _ = file.write(bytes);
      }
      file.force(true);
    }
    Files.move(draft, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static String text(JsonNode node, String key) {
    return optionalText(node, key).orElseThrow(() -> new IllegalArgumentException("no " + key));
  }

  static Optional<String> optionalText(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  static LocalDate day(JsonNode node, String key) {
    return optionalDay(node, key).orElseThrow(() -> new IllegalArgumentException("no " + key));
  }

  static Optional<LocalDate> optionalDay(JsonNode node, String key) {
    try {
      return optionalText(node, key).map(LocalDate::parse);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no day in " + key, e);
    }
  }
}
