package io.akin.model.hub;

import io.akin.remote.ServerAddress;
import java.util.Optional;

/**
 * Which model to download, and from where.
 *
 * @param revision a branch, a tag or a commit; looked up once, so that all files are of one commit
 * @param weights the ONNX file to take, if it is not to be the usual one
 * @param token sent to the endpoint alone
 */
public record DownloadRequest(
    ServerAddress endpoint,
    RepositoryName repository,
    String revision,
    Optional<String> weights,
    Optional<AccessToken> token) {
  private static final int MAX_REVISION = 200;

  public DownloadRequest {
    if (!revision.matches("[!-~]{1,%d}".formatted(MAX_REVISION))) {
      throw new IllegalArgumentException(
          "want a branch, a tag or a commit as the revision, got '%s'".formatted(revision));
    }
  }
}
