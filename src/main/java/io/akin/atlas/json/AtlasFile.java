package io.akin.atlas.json;

import io.akin.atlas.Atlas;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file with an atlas, which may be replaced at any time. It appears whole or not at all.
 * Thread-safe.
 */
public final class AtlasFile implements Supplier<Optional<Atlas>> {
  private final Path path;
  private final Consumer<String> notes;
  private volatile @Nullable Loaded loaded;

  /** What the file was when it was read, by which a change is seen. */
  private record Stamp(Object key, long size, long modified) {}

  private record Loaded(Stamp stamp, Optional<Atlas> atlas) {}

  /**
   * Names the file, which need not be there.
   *
   * @param notes told in a line when the file is there and cannot be read
   */
  public AtlasFile(Path path, Consumer<String> notes) {
    this.path = path;
    this.notes = notes;
  }

  public Path path() {
    return path;
  }

  /**
   * Reads the atlas; empty if there is no file.
   *
   * @throws IOException when the file is no atlas, saying which file and how to make it anew
   */
  public Optional<Atlas> read() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      return Optional.of(AtlasJson.read(in));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be read: %s; 'akin cluster' makes it anew".formatted(path, e.getMessage()), e);
    }
  }

  /**
   * The atlas that is in the file now, read once for each state of the file; empty if there is no
   * file, or one that cannot be read, which the notes then tell once.
   */
  @Override
  public Optional<Atlas> get() {
    Stamp now = stamp();
    Loaded known = loaded;
    return known != null && known.stamp().equals(now) ? known.atlas() : load();
  }

  private synchronized Optional<Atlas> load() {
    Stamp now = stamp(); // before it is read: what is written meanwhile is seen the next time
    Loaded known = loaded;
    if (known != null && known.stamp().equals(now)) {
      return known.atlas();
    }
    Optional<Atlas> atlas;
    try {
      atlas = read();
    } catch (IOException e) {
      notes.accept(e.getMessage());
      atlas = Optional.empty();
    }
    loaded = new Loaded(now, atlas);
    return atlas;
  }

  private Stamp stamp() {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      Object key = file.fileKey();
      return new Stamp(key == null ? "" : key, file.size(), file.lastModifiedTime().toMillis());
    } catch (IOException _) {
      return new Stamp("", -1, 0); // reading it will say whether it is not there, or why not
    }
  }

  /** Puts an atlas into the file, in the place of what is there. */
  public void write(Atlas atlas) throws IOException {
    Path folder = requireFolder(path);
    Path draft =
        folder.resolve("%s.%d.tmp".formatted(path.getFileName(), ProcessHandle.current().pid()));
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
        AtlasJson.write(atlas, out);
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * The folder that a file would be in.
   *
   * @throws IOException when it is not there
   */
  public static Path requireFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder to write %s in".formatted(file));
    }
    return folder;
  }
}
