package io.akin.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients may show, and what each is good for. A key is written {@code KEY}, which
 * may write and read, {@code write:KEY}, which says so, or {@code read:KEY}. Those in a file are
 * read again when it changes, so that keys are replaced while the server runs. Only digests are
 * kept. Thread-safe.
 */
public final class Keys {
  /** Long enough not to be guessed. */
  private static final int SHORTEST = 16;

  private static final Logger LOG = System.getLogger(Keys.class.getName());

  /** A key, as its SHA-256 in hexadecimal digits. */
  private record Key(String digest, Access access) {
    boolean is(String other) {
      return MessageDigest.isEqual(
          digest.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** What a file held when it was last read. */
  private record Read(FileTime modified, List<Key> keys) {}

  private final List<Key> given;
  private final @Nullable Path file;
  private volatile Read read;

  private Keys(List<Key> given, @Nullable Path file, Read read) {
    this.given = given;
    this.file = file;
    this.read = read;
  }

  /** No key, so that nobody may write. */
  public static Keys none() {
    return of("");
  }

  /**
   * Keys that are separated by commas or white space.
   *
   * @throws IllegalArgumentException when one is too short to be safe
   */
  public static Keys of(String keys) {
    return new Keys(parse(keys), null, new Read(FileTime.fromMillis(0), List.of()));
  }

  /**
   * These keys and those of a file, which may have comments behind {@code #}.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when a key is too short to be safe
   */
  public Keys with(Path more) throws IOException {
    return new Keys(given, more, read(more));
  }

  private static Read read(Path file) throws IOException {
    try {
      FileTime modified = Files.getLastModifiedTime(file);
      return new Read(modified, parse(Files.readString(file).replaceAll("#.*", "")));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file of keys at " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Key> parse(String keys) {
    List<Key> parsed = new ArrayList<>();
    for (String entry : keys.strip().split("[\\s,]+", -1)) {
      if (!entry.isEmpty()) {
        parsed.add(key(entry));
      }
    }
    return List.copyOf(parsed);
  }

  private static Key key(String entry) {
    boolean readsOnly = entry.startsWith("read:");
    String key = readsOnly || entry.startsWith("write:") ? entry.split(":", 2)[1] : entry;
    if (key.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "a key of %d characters is too short: at least %d are wanted, such as those of 'openssl rand -hex 16'"
              .formatted(key.length(), SHORTEST));
    }
    return new Key(digest(key), readsOnly ? Access.READ : Access.WRITE);
  }

  /** Whether there is any that may write. */
  boolean anyWrites() {
    return all().stream().anyMatch(key -> key.access() == Access.WRITE);
  }

  /**
   * What a key is good for; takes as long whichever it is.
   *
   * @return empty when it is none of these
   */
  Optional<Access> accessOf(String shown) {
    String digest = digest(shown);
    Access access = null;
    for (Key key : all()) {
      if (key.is(digest) && access != Access.WRITE) {
        access = key.access();
      }
    }
    return Optional.ofNullable(access);
  }

  private List<Key> all() {
    if (file == null) {
      return given;
    }
    try {
      if (!Files.getLastModifiedTime(file).equals(read.modified())) {
        read = read(file);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Half a file must not lock everybody out: the keys stay those that were read last.
      LOG.log(Level.ERROR, "the keys stay as they are: " + e.getMessage());
    }
    List<Key> all = new ArrayList<>(given);
    all.addAll(read.keys());
    return all;
  }

  private static String digest(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
