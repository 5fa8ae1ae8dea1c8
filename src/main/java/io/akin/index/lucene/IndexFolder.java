package io.akin.index.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.index.IndexException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder of an index: {@code CURRENT} names the live generation, a folder of Lucene files
 * beside it, so that a later generation can be built and then taken into use in one step.
 */
record IndexFolder(Path path) {
  private static final String CURRENT = "CURRENT";
  private static final String FIRST_GENERATION = "1";

  /** The live generation, or empty where no index has been created. */
  Optional<Path> generation() throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IndexException(path + " is a file; an index is a folder");
    }
    try {
      String name = Files.readString(path.resolve(CURRENT), UTF_8).strip();
      Path generation = path.resolve(name);
      if (name.isEmpty() || !Files.isDirectory(generation)) {
        throw new IndexException(
            ("the index at %s is damaged: %s names '%s', which is no folder in it. Delete the folder"
                    + " and add the papers again")
                .formatted(path, CURRENT, name));
      }
      return Optional.of(generation);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The folder of the first generation, made if need be. It is not live yet. */
  Path firstGeneration() throws IOException {
    return Files.createDirectories(path.resolve(FIRST_GENERATION));
  }

  /** Makes a generation the live one, atomically. */
  void makeLive(Path generation) throws IOException {
    Path draft = path.resolve(CURRENT + ".tmp");
    try (FileChannel file =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap((generation.getFileName() + "\n").getBytes(UTF_8)));
      file.force(true);
    }
    Files.move(
        draft,
        path.resolve(CURRENT),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
