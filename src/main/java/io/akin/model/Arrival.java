package io.akin.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A model on its way into {@code models/}: its files gather in a hidden folder beside the place
 * where they will be, and {@link #finish} gives that folder the model's name. Closed before that,
 * it leaves nothing behind.
 */
final class Arrival implements AutoCloseable {
  private static final long MAX_BYTES = 64L << 30;
  private static final int MAX_FILES = 256;

  private final Path target;
  private final Path gathering;
  private final Path replaced;

  private Arrival(Path models, String name) {
    String suffix = name + "-" + UUID.randomUUID();
    this.target = models.resolve(name);
    this.gathering = models.resolve(".adding-" + suffix);
    this.replaced = models.resolve(".replaced-" + suffix);
  }

  static Arrival begin(Path models, String name) throws IOException {
    Arrival arrival = new Arrival(models, name);
    Files.createDirectory(arrival.gathering);
    return arrival;
  }

  /**
   * Copies the files of a manifest, and writes the manifest.
   *
   * @throws ModelException when a file lies outside the folder, is too large or has other digests
   */
  void copy(Path from, ModelManifest manifest) throws IOException {
    requireRoom(from, manifest);
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      Path to = gathering.resolve(file.getKey());
      Files.createDirectories(to.resolveSibling(""));
      MessageDigest digest = Sha256.digest();
      try (InputStream in =
          new DigestInputStream(Files.newInputStream(from.resolve(file.getKey())), digest)) {
        Files.copy(in, to);
      }
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(file.getValue())) {
        throw new ModelException(
            "%s is not the file its manifest names, or changed meanwhile: SHA-256 %s, expected %s"
                .formatted(from.resolve(file.getKey()), found, file.getValue()));
      }
    }
    writeManifest(manifest, gathering);
  }

  private void requireRoom(Path from, ModelManifest manifest) throws IOException {
    Path real = from.toRealPath();
    if (manifest.files().size() > MAX_FILES) {
      throw new ModelException(
          "%s names %,d files, and a model has at most %,d"
              .formatted(from, manifest.files().size(), MAX_FILES));
    }
    long bytes = 0;
    for (String name : manifest.files().keySet()) {
      Path file = from.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw new ModelException("the model folder %s has no file %s".formatted(from, name));
      }
      if (!file.toRealPath().startsWith(real)) {
        throw new ModelException(
            ("%s is a link to %s, outside the model's folder. Copy what the links lead to first:"
                    + " cp -rL %s COPY")
                .formatted(file, file.toRealPath(), from));
      }
      bytes += Files.size(file);
    }
    long free = Files.getFileStore(gathering).getUsableSpace();
    if (bytes > Math.min(MAX_BYTES, free)) {
      throw new ModelException(
          "the files of %s have %,d bytes; %s has room for %,d, and a model has at most %,d"
              .formatted(from, bytes, gathering.resolveSibling(""), free, MAX_BYTES));
    }
  }

  /** Writes a manifest so that a reader finds the old one or the new one. */
  static void writeManifest(ModelManifest manifest, Path folder) throws IOException {
    Path file = folder.resolve(ModelManifest.FILE);
    Path next = folder.resolve("." + ModelManifest.FILE + ".next");
    Files.writeString(next, manifest.toJson(), StandardCharsets.UTF_8);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes the model appear; one that is there already goes. */
  void finish() throws IOException {
    if (!Files.exists(target)) {
      Files.move(gathering, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Files.move(target, replaced, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(gathering, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(replaced, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    delete(replaced);
  }

  /** Deletes what has not become a model. */
  @Override
  public void close() {
    try {
      delete(gathering);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + gathering, e);
    }
  }

  /** Deletes a folder; where it is a link, the link alone. */
  private static void delete(Path folder) throws IOException {
    List<Path> all;
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.toList();
    }
    for (Path path : all.reversed()) {
      Files.delete(path);
    }
  }
}
