package io.akin.http.textembeddings;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * What Text Embeddings Inference measures, by its names. They have no {@code _total}, which a
 * counter's name would get: these are gauges that only grow. Thread-safe.
 */
final class Measures {
  private static final double[] SECONDS =
      IntStream.rangeClosed(1, 35).mapToDouble(k -> 1e-5 * Math.pow(1.5, k)).toArray();

  private final MeterRegistry registry;
  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final LongAdder waiting = new LongAdder();
  private final LongAdder embeds = new LongAdder();
  private final LongAdder embedded = new LongAdder();
  private final DistributionSummary request;
  private final DistributionSummary tokenising;
  private final DistributionSummary inference;
  private final DistributionSummary embed;
  private final DistributionSummary embedTokenising;
  private final DistributionSummary embedInference;
  private final DistributionSummary length;

  Measures(MeterRegistry registry) {
    this.registry = registry;
    this.request = seconds("te_request_duration");
    this.tokenising = seconds("te_request_tokenization_duration");
    this.inference = seconds("te_request_inference_duration");
    this.embed = seconds("te_embed_duration");
    this.embedTokenising = seconds("te_embed_tokenization_duration");
    this.embedInference = seconds("te_embed_inference_duration");
    this.length =
        DistributionSummary.builder("te_request_input_length")
            .description("tokens of a text")
            .serviceLevelObjectives(16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096, 8_192)
            .register(registry);
    gauge("te_embed_count", embeds);
    gauge("te_embed_success", embedded);
    gauge("te_queue_size", waiting);
  }

  private DistributionSummary seconds(String name) {
    return DistributionSummary.builder(name)
        .description("seconds")
        .serviceLevelObjectives(SECONDS)
        .register(registry);
  }

  private void gauge(String name, LongAdder value, String... tags) {
    var _ = Gauge.builder(name, value, LongAdder::doubleValue).tags(tags).register(registry);
  }

  private void count(String name, String tag, String value) {
    counts
        .computeIfAbsent(
            name + ' ' + value,
            _ -> {
              LongAdder added = new LongAdder();
              gauge(name, added, tag, value);
              return added;
            })
        .increment();
  }

  private static String method(boolean single) {
    return single ? "single" : "batch";
  }

  /** A request for embeddings begins. */
  void begun(boolean single, int texts) {
    count("te_request_count", "method", method(single));
    embeds.add(texts);
    waiting.add(texts);
  }

  /** It ends, whether it was answered or not. */
  void ended(int texts) {
    waiting.add(-texts);
  }

  void answered(boolean single, Computed computed) {
    count("te_request_success", "method", method(single));
    embedded.add(computed.tokens().size());
    computed.tokens().forEach(length::record);
    request.record(seconds(computed.total()));
    tokenising.record(seconds(computed.tokenising()));
    inference.record(seconds(computed.inference()));
    embed.record(seconds(computed.tokenising().plus(computed.inference())));
    embedTokenising.record(seconds(computed.tokenising()));
    embedInference.record(seconds(computed.inference()));
  }

  void failed(String error) {
    count("te_request_failure", "err", error);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
