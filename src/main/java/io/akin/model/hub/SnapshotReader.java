package io.akin.model.hub;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.paper.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a hub answers when asked for a revision of a repository. Nothing in it is trusted. */
final class SnapshotReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final String LICENCE_TAG = "license:";

  private final RepositoryName repository;
  private final String revision;

  SnapshotReader(RepositoryName repository, String revision) {
    this.repository = repository;
    this.revision = revision;
  }

  Snapshot read(byte[] bytes) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw malformed("it is not JSON: " + Text.shortened(e.getOriginalMessage()));
    }
    String commit = root.path("sha").asText("");
    if (!COMMIT.matcher(commit).matches()) {
      throw malformed("sha is no commit: " + Text.shortened(commit));
    }
    if (COMMIT.matcher(revision).matches() && !commit.equals(revision)) {
      throw malformed("it is of commit " + commit);
    }
    if (!root.path("siblings").isArray()) {
      throw malformed("there is no list siblings");
    }
    TreeSet<String> paths = new TreeSet<>();
    Map<String, RemoteFile> files = new TreeMap<>();
    for (JsonNode sibling : root.path("siblings")) {
      String path = sibling.path("rfilename").asText("");
      if (!RemoteFile.isInside(path)) {
        throw malformed(
            "a file is outside of the repository: '%s'".formatted(Text.shortened(path)));
      }
      paths.add(path);
      file(path, sibling).ifPresent(file -> files.put(path, file));
    }
    return new Snapshot(repository, commit, licence(root), paths, files);
  }

  private static Optional<RemoteFile> file(String path, JsonNode sibling) {
    JsonNode lfs = sibling.path("lfs");
    JsonNode size = lfs.isObject() ? lfs.path("size") : sibling.path("size");
    try {
      Digest digest =
          lfs.isObject()
              ? new Digest(Digest.Kind.SHA256, lfs.path("sha256").asText(""))
              : new Digest(Digest.Kind.GIT_BLOB, sibling.path("blobId").asText(""));
      return size.isIntegralNumber() && size.canConvertToLong()
          ? Optional.of(new RemoteFile(path, size.longValue(), digest))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> licence(JsonNode root) {
    JsonNode card = root.path("cardData");
    List<String> names = texts(card.path("license"));
    if (names.isEmpty()) {
      names =
          texts(root.path("tags")).stream()
              .filter(tag -> tag.startsWith(LICENCE_TAG))
              .map(tag -> tag.substring(LICENCE_TAG.length()))
              .toList();
    }
    if (names.equals(List.of("other")) && card.path("license_name").isTextual()) {
      names = List.of("other (" + card.path("license_name").textValue() + ")");
    }
    String licence = Text.shortened(String.join(", ", names));
    return licence.isEmpty() ? Optional.empty() : Optional.of(licence);
  }

  /** A text, or the texts of a list. */
  private static List<String> texts(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.textValue());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode entry : node) {
      if (node.isArray() && entry.isTextual()) {
        texts.add(entry.textValue());
      }
    }
    return texts;
  }

  private HubException malformed(String reason) {
    return new HubException(
        "the endpoint's answer does not describe %s at %s: %s; check --endpoint"
            .formatted(repository, revision, reason));
  }
}
