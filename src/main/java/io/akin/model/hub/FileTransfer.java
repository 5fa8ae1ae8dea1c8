package io.akin.model.hub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file, from where an earlier request ended. A server that begins anew is
 * followed; whether the bytes are the right ones is for others to tell.
 */
final class FileTransfer implements Transfer {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_SATISFIABLE = 416;

  private final RemoteFile file;
  private final Path part;
  private volatile @Nullable FileBody body;
  private volatile long from;

  /**
   * Fetches nothing yet.
   *
   * @param part where the bytes go; may hold the first of them
   */
  FileTransfer(RemoteFile file, Path part) {
    this.file = file;
    this.part = part;
  }

  @Override
  public String subject() {
    return file.path();
  }

  @Override
  public boolean mayComeFromElsewhere() {
    return true;
  }

  @Override
  public long begin() throws IOException {
    body = null;
    from = Files.exists(part, LinkOption.NOFOLLOW_LINKS) ? Files.size(part) : 0;
    if (from >= file.bytes()) {
      Files.deleteIfExists(part); // whole parts are not asked for: this one is of no use
      from = 0;
    }
    return from;
  }

  @Override
  public HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo answer) {
    if (!isAsExpected(answer)) {
      return new NoBody();
    }
    boolean anew = answer.statusCode() == OK;
    if (anew) {
      from = 0;
    }
    FileBody opened;
    try {
      FileChannel channel =
          FileChannel.open(
              part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      channel.truncate(from).position(from);
      opened = new FileBody(channel, file.bytes() - from);
    } catch (IOException e) {
      opened = FileBody.failed(e);
    }
    body = opened;
    return opened;
  }

  /** Whether status and headers promise just the bytes that are missing, or all of them. */
  private boolean isAsExpected(HttpResponse.ResponseInfo answer) {
    long missing = answer.statusCode() == OK ? file.bytes() : file.bytes() - from;
    boolean length =
        answer
            .headers()
            .firstValue("Content-Length")
            .map(Long.toString(missing)::equals)
            .orElse(true);
    if (answer.statusCode() == PARTIAL) {
      String range =
          answer.headers().firstValue("Content-Range").orElse("").strip().replaceFirst("/\\*$", "");
      String wanted = "bytes %d-%d".formatted(from, file.bytes() - 1);
      return length && (range.equals(wanted) || range.equals(wanted + "/" + file.bytes()));
    }
    return length && answer.statusCode() == OK;
  }

  @Override
  public boolean accepts(int status) {
    return status == OK || status == PARTIAL || status == NOT_SATISFIABLE;
  }

  @Override
  public Optional<String> fault(HttpResponse<byte[]> answer) throws IOException {
    FileBody taken = body;
    if (taken == null) {
      Files.deleteIfExists(part);
      from = 0;
      return Optional.of(
          "HTTP %d for other bytes than were asked for".formatted(answer.statusCode()));
    }
    long received = received();
    return received == file.bytes()
        ? Optional.empty()
        : Optional.of("only %,d of %,d bytes".formatted(received, file.bytes()));
  }

  @Override
  public long received() {
    FileBody taken = body;
    return from + (taken == null ? 0 : taken.written());
  }

  @Override
  public void end() throws IOException {
    FileBody taken = body;
    if (taken != null) {
      taken.close();
    }
  }
}
