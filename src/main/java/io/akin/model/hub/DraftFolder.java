package io.akin.model.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a model is downloaded to, beside the one it will have. Its files need no notes on
 * how far a download came: a file is whole under its own name, and begun under a name that says by
 * digest which content it is the beginning of.
 *
 * @param place the folder that the draft is to become
 */
public record DraftFolder(Path path, Path place) {
  private static final String PARTIAL = ".partial";
  private static final String REPLACED = ".replaced";
  private static final String PART = ".part";
  private static final String LOCK = ".lock";

  /** The draft of a model that will be {@code models/name}. Makes no folder yet. */
  public static DraftFolder of(Path models, String name) {
    return new DraftFolder(models.resolve("." + name + PARTIAL), models.resolve(name));
  }

  /** Keeps other processes out of the draft. */
  static final class Lock implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private Lock(Path path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
      channel.close();
    }
  }

  /**
   * Makes the folder, if it is not there, and locks it.
   *
   * @throws HubException when another process has done so
   */
  Lock lock() throws IOException {
    if (Files.isSymbolicLink(path)) {
      throw new HubException(path + " is a link, where a folder is wanted; delete it");
    }
    Files.createDirectories(path);
    Path lock = path.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(
            lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      @Nullable FileLock held = channel.tryLock();
      if (held != null) {
        return new Lock(lock, channel);
      }
    } catch (OverlappingFileLockException _) {
      // held by this very process: no different from another one
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new HubException(
        "another process is downloading to %s; wait until it has ended".formatted(path));
  }

  /** Where a whole file lies. */
  Path file(RemoteFile file) {
    return path.resolve(file.path());
  }

  /** Where a file lies that is not whole yet. */
  Path part(RemoteFile file) {
    return path.resolve(file.path() + "." + file.digest().brief() + PART);
  }

  /** Deletes all but these files and their beginnings: an earlier run may have wanted others. */
  void keepOnly(Collection<RemoteFile> files) throws IOException {
    Set<Path> kept = new HashSet<>(Set.of(path.resolve(LOCK)));
    for (RemoteFile file : files) {
      kept.add(file(file));
      kept.add(part(file));
    }
    Files.walkFileTree(path, new Deletion(kept));
    for (RemoteFile file : files) {
      Path parent = file(file).getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
    }
  }

  /** Gives a file that has been checked its own name; survives a loss of power. */
  void finish(RemoteFile file) throws IOException {
    try (FileChannel channel = FileChannel.open(part(file), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part(file), file(file), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Looks whether the model may be put into its place.
   *
   * @param replace whether what is there already may go
   * @throws HubException when something is there that may not go
   */
  public void requirePlace(boolean replace) throws HubException {
    if (!replace && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new HubException(
          "%s is there already; --replace downloads anew and puts it in its place, --name gives the new one another name"
              .formatted(place));
    }
  }

  /**
   * Makes the draft the model's folder by a rename.
   *
   * @param replace whether a folder that is there already may go; it goes when the new one is there
   * @throws HubException when one is there that may not go
   */
  public void moveIntoPlace(boolean replace) throws IOException {
    requirePlace(replace);
    Path old = place.resolveSibling("." + place.getFileName() + REPLACED);
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      delete(old);
      Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
    delete(old); // perhaps that of an earlier run, which was killed between its two moves
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(folder, new Deletion(Set.of()));
    }
  }

  /** Deletes files that are not to be kept, and folders that are empty then. Follows no links. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    private final Set<Path> kept;
    private final Set<Path> used = new HashSet<>();

    Deletion(Set<Path> kept) {
      this.kept = kept;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (kept.contains(file) && attributes.isRegularFile()) {
        markUsed(file);
      } else {
        Files.delete(file);
      }
      return FileVisitResult.CONTINUE;
    }

    private void markUsed(Path file) {
      for (Path at = file.getParent(); at != null; at = at.getParent()) {
        var _ = used.add(at);
      }
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      if (!used.contains(folder)) {
        Files.delete(folder);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
