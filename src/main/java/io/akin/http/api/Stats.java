package io.akin.http.api;

import io.akin.http.Router;
import io.akin.index.StorageReport;
import io.akin.index.json.IndexJson;
import java.io.IOException;

/** The route that tells what the index is. Thread-safe. */
public final class Stats {
  private final Source source;
  private final boolean simd;

  /** Where the report comes from. */
  @FunctionalInterface
  public interface Source {
    /** The report of the live generation. */
    StorageReport get() throws IOException;
  }

  /**
   * The route of an index.
   *
   * @param simd whether vectors are compared with the processor's wide registers
   */
  public Stats(Source source, boolean simd) {
    this.source = source;
    this.simd = simd;
  }

  void addTo(Router router) {
    router.read(
        "/api/v1/stats", context -> Api.send(context, IndexJson.storage(source.get(), simd)));
  }
}
