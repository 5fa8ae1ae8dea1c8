package io.akin.model.hub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bytes of an answer to a file as they come, up to a limit. What was written before a
 * failure stays. Thread-safe: once closed, it writes nothing more.
 */
final class FileBody implements HttpResponse.BodySubscriber<byte[]> {
  private final @Nullable FileChannel file;
  private final long limit;
  private final CompletableFuture<byte[]> end = new CompletableFuture<>();
  private volatile long written;
  private Flow.@Nullable Subscription subscription;
  private boolean closed;

  /** Writes to a file from where it stands, and closes it. */
  FileBody(FileChannel file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  private FileBody(IOException failure) {
    this.file = null;
    this.limit = 0;
    end.completeExceptionally(new WriteException(failure));
  }

  /** Takes nothing, since the file could not be opened. */
  static FileBody failed(IOException failure) {
    return new FileBody(failure);
  }

  /** There is more than the limit. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** The file cannot be written: asking the server again would not help. */
  static final class WriteException extends IOException {
    private static final long serialVersionUID = 1;

    WriteException(IOException cause) {
      super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
  }

  /** How many bytes have been written. */
  long written() {
    return written;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return end;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (end.isDone() || closed) {
      given.cancel();
    } else {
      given.request(Long.MAX_VALUE);
    }
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    FileChannel to = file;
    if (closed || end.isDone() || to == null) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        if (buffer.remaining() > limit - written) {
          throw new TooLongException();
        }
        while (buffer.hasRemaining()) {
          written += write(to, buffer);
        }
      }
    } catch (IOException e) {
      end.completeExceptionally(e);
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  private static int write(FileChannel to, ByteBuffer buffer) throws WriteException {
    try {
      return to.write(buffer);
    } catch (IOException e) {
      throw new WriteException(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    end.complete(new byte[0]);
  }

  /** Ends the writing and closes the file. */
  synchronized void close() throws IOException {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
    if (file != null) {
      file.close();
    }
  }
}
