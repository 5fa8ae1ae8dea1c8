package io.akin.model.hub;

import io.akin.remote.LimitedBody;
import java.net.http.HttpResponse;
import java.util.Optional;

/** The list of a repository's files. */
final class ListingTransfer implements Transfer {
  /** A repository of a hundred thousand files takes less. */
  static final int MAX_BYTES = 32 << 20;

  private final RepositoryName repository;

  ListingTransfer(RepositoryName repository) {
    this.repository = repository;
  }

  @Override
  public String subject() {
    return repository.text();
  }

  @Override
  public boolean mayComeFromElsewhere() {
    return false;
  }

  @Override
  public long begin() {
    return 0;
  }

  @Override
  public HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo answer) {
    return new LimitedBody(MAX_BYTES);
  }

  @Override
  public boolean accepts(int status) {
    return status == 200;
  }

  @Override
  public Optional<String> fault(HttpResponse<byte[]> answer) {
    return Optional.empty();
  }

  @Override
  public long received() {
    return 0;
  }

  @Override
  public void end() {}
}
