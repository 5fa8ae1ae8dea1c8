package io.akin.model.hub;

import java.util.Arrays;
import java.util.List;

/**
 * A file of a repository.
 *
 * @param path relative, with slashes
 */
record RemoteFile(String path, long bytes, Digest digest) {
  RemoteFile {
    if (!isInside(path)) {
      throw new IllegalArgumentException("want a path within the repository, got " + path);
    }
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative, got " + bytes);
    }
  }

  /** Whether a path stays, on every system, in the folder that it is resolved against. */
  static boolean isInside(String path) {
    List<String> parts = Arrays.asList(path.split("/", -1));
    return parts.stream().noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
        && path.chars().noneMatch(c -> c < ' ' || c == 0x7F || c == '\\');
  }
}
