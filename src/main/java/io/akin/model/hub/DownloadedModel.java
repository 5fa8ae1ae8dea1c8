package io.akin.model.hub;

import io.akin.remote.ServerAddress;
import java.util.List;
import java.util.Optional;

/**
 * What was downloaded; every file has been checked.
 *
 * @param commit 40 hexadecimal digits
 * @param licence as the repository states it, if it does
 * @param weights the ONNX file, by its path
 * @param bytesFetched how many bytes this run fetched; the others were there already
 */
public record DownloadedModel(
    ServerAddress endpoint,
    RepositoryName repository,
    String commit,
    Optional<String> licence,
    String weights,
    List<File> files,
    long bytesFetched) {
  /**
   * A file.
   *
   * @param path by which it lies in the folder as in the repository
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record File(String path, long bytes, String sha256) {}

  public DownloadedModel {
    files = List.copyOf(files);
  }

  public long bytes() {
    return files.stream().mapToLong(File::bytes).sum();
  }

  /** The repository's page. */
  public String page() {
    return endpoint.at("/" + repository).toString();
  }
}
