package io.akin.http;

import io.akin.index.PaperIndex;
import io.akin.index.PaperView;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients who have an answer already that it is still the right one: until the index changes,
 * the day ends (ages are counted in days) or the server starts anew. Thread-safe.
 */
public final class Freshness {
  private final PaperIndex index;
  private final InstantSource clock;
  private final long start;
  private @Nullable Object version;
  private long changes;

  public Freshness(PaperIndex index, InstantSource clock) {
    this.index = index;
    this.clock = clock;
    this.start = clock.millis();
  }

  /**
   * Marks the answer with what it is the answer to, and has clients ask whether it is still right
   * before they use it again.
   *
   * @return whether the client has it; then the request has been answered
   */
  public boolean isKnown(Context context) throws IOException {
    return isKnown(context, "");
  }

  /**
   * The same for an answer that comes from something else beside the index.
   *
   * @param version of the other source, equal for as long as it gives the same
   */
  public boolean isKnown(Context context, String version) throws IOException {
    String tag = tag(context, version);
    context.header("ETag", tag).header("Cache-Control", "no-cache");
    context.header("Vary", "Accept, Accept-Encoding");
    String known = context.header("If-None-Match");
    if (known == null || !(known.equals("*") || known.contains(tag))) {
      return false;
    }
    context.status(304);
    context.removeHeader("Content-Security-Policy"); // that of the page the client has stays
    return true;
  }

  private String tag(Context context, String other) throws IOException {
    CRC32C request = new CRC32C();
    for (String part :
        new String[] {context.path(), context.queryString(), context.header("Accept"), other}) {
      request.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
      request.update(0);
    }
    return "W/\"" + stamp() + "-" + Long.toHexString(request.getValue()) + "\"";
  }

  /** Equal for as long as equal requests have equal answers. */
  public String stamp() throws IOException {
    long day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    return Long.toHexString(start)
        + "-"
        + Long.toHexString(changes())
        + "-"
        + Long.toHexString(day);
  }

  private long changes() throws IOException {
    try (PaperView view = index.view()) {
      synchronized (this) {
        if (!view.version().equals(version)) {
          version = view.version();
          changes++;
        }
        return changes;
      }
    }
  }
}
