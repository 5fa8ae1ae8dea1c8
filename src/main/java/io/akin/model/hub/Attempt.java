package io.akin.model.hub;

import java.io.IOException;
import java.net.http.HttpResponse;

/** One try at a transfer. When it has ended, an answer that comes late is not taken any more. */
final class Attempt implements HttpResponse.BodyHandler<byte[]>, AutoCloseable {
  private final Transfer transfer;
  private final long from;
  private boolean ended;

  Attempt(Transfer transfer) throws IOException {
    this.transfer = transfer;
    this.from = transfer.begin();
  }

  /** The first byte that is wanted. */
  long from() {
    return from;
  }

  Transfer transfer() {
    return transfer;
  }

  @Override
  public synchronized HttpResponse.BodySubscriber<byte[]> apply(HttpResponse.ResponseInfo answer) {
    return ended || !transfer.accepts(answer.statusCode()) ? new NoBody() : transfer.body(answer);
  }

  @Override
  public synchronized void close() throws IOException {
    ended = true;
    transfer.end();
  }
}
