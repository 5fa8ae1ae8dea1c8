package io.akin.model.hub;

import io.akin.paper.Text;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A repository as one commit has it.
 *
 * @param commit 40 hexadecimal digits
 * @param licence as the repository states it, most often an SPDX identifier in lower case
 * @param paths of every file
 * @param files by path; without those whose size or digest is not told
 */
record Snapshot(
    RepositoryName repository,
    String commit,
    Optional<String> licence,
    SortedSet<String> paths,
    Map<String, RemoteFile> files) {
  Snapshot {
    paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
    files = Map.copyOf(files);
  }

  boolean has(String path) {
    return paths.contains(path);
  }

  RemoteFile file(String path) throws HubException {
    RemoteFile file = files.get(path);
    if (file == null) {
      throw new HubException(
          ("the endpoint does not tell size and digest of %s in %s, so that the file could not be"
                  + " checked; use another endpoint")
              .formatted(Text.shortened(path), repository));
    }
    return file;
  }
}
