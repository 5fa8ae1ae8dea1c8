package io.akin.http.api;

import io.akin.atlas.Atlas;
import io.akin.export.Export;
import io.akin.export.ExportFormat;
import io.akin.export.PaperSource;
import io.akin.export.Rows;
import io.akin.http.BrokenOff;
import io.akin.http.PaperAddress;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.http.Query;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.index.PaperIndex;
import io.akin.index.PaperView;
import io.akin.paper.Text;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * All papers at once, {@code GET /api/v1/export?format=parquet}, written while they are read. A
 * surface of its own, so that it can be switched off where this much is not for everybody.
 * Thread-safe.
 */
public final class ExportApi implements Surface {
  private static final String PATH = "/api/v1/export";
  private static final Set<String> PARAMETERS = Set.of("format", "vectors");

  /** Exports that may run at once: each reads the whole index. */
  private static final int MOST = 2;

  /** A client that takes longer would keep the files of an old index from being deleted. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final PaperIndex index;
  private final Supplier<Optional<Atlas>> atlas;
  private final Semaphore permits = new Semaphore(MOST);

  /**
   * The route of an index.
   *
   * @param atlas the one of the index, if it has one
   */
  public ExportApi(PaperIndex index, Supplier<Optional<Atlas>> atlas) {
    this.index = index;
    this.atlas = atlas;
  }

  @Override
  public String name() {
    return "export";
  }

  @Override
  public boolean covers(String path) {
    return path.equals(PATH);
  }

  @Override
  public void addTo(Router router) {
    router.read(PATH, this::export);
  }

  private void export(Context context) throws IOException {
    context.queryParamMap().keySet().stream()
        .filter(key -> !PARAMETERS.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw Query.unknown(key, PARAMETERS.stream());
            });
    ExportFormat format = format(context);
    boolean vectors = vectors(context);
    if (!permits.tryAcquire()) {
      context.header("Retry-After", "30");
      throw new ProblemException(
          new Problem(
              Problem.Type.BUSY,
              "%d exports are running, as many as may at once; try again later".formatted(MOST)));
    }
    try (PaperView view = index.view()) {
      send(context, format, vectors, view);
    } catch (IOException | RuntimeException e) {
      context.removeHeader("Content-Disposition");
      BrokenOff.ifBegun(context, e);
      throw e;
    } finally {
      permits.release();
    }
  }

  private void send(Context context, ExportFormat format, boolean vectors, PaperView view)
      throws IOException {
    Rows rows = new Rows(PaperSource.of(view), atlas.get(), Optional.empty(), PaperAddress::origin);
    format
        .refusal(rows)
        .ifPresent(
            why -> {
              throw ProblemException.badRequest(why);
            });
    context.contentType(format.mediaType());
    context.header(
        "Content-Disposition", "attachment; filename=\"%s\"".formatted(format.fileName()));
    context.header("Cache-Control", "no-cache");
    if (!context.method().equals(HandlerType.HEAD)) {
      new Export(format, rows, vectors).to(new Limited(context.outputStream()));
    }
  }

  private static ExportFormat format(Context context) {
    String name = context.queryParam("format");
    try {
      return name == null ? ExportFormat.JSONL : ExportFormat.named(name);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static boolean vectors(Context context) {
    String text = context.queryParam("vectors");
    return switch (text) {
      case null -> false;
      case "true", "1", "" -> true;
      case "false", "0" -> false;
      default ->
          throw ProblemException.badRequest(
              "vectors must be true or false, got '%s'".formatted(Text.shortened(text)));
    };
  }

  /** Ends with the time that an export may take. */
  private static final class Limited extends FilterOutputStream {
    private final long start = System.nanoTime();

    Limited(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new IOException("the client took longer than %s for an export".formatted(LONGEST));
      }
      out.write(bytes, offset, length);
    }
  }
}
