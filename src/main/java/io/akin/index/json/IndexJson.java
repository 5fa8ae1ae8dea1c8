package io.akin.index.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.IndexManifest;
import io.akin.index.RecallReport;
import io.akin.index.StorageReport;

/** Reports of an index as JSON. */
public final class IndexJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private IndexJson() {}

  /**
   * What an index was made with, how it lies on disk and how it is searched.
   *
   * @param simd whether vectors are compared with the processor's wide registers
   */
  public static ObjectNode storage(StorageReport report, boolean simd) {
    IndexManifest manifest = report.manifest();
    ObjectNode node = JSON.objectNode();
    node.put("papers", report.papers());
    node.put("model", manifest.space().model());
    node.put("dimension", manifest.space().dimension());
    node.put("max_tokens", manifest.space().maxTokens());
    node.put("weights_sha256", manifest.space().weightsSha256());
    node.put("tokenizer_sha256", manifest.space().tokenizerSha256());
    node.put("recipe", manifest.recipe());
    node.putObject("hnsw")
        .put("m", manifest.hnsw().m())
        .put("ef_construction", manifest.hnsw().efConstruction());
    node.put("structure", report.exact() ? "exact" : "hnsw");
    node.put("gamma", report.gamma());
    node.put("generation", report.generation());
    report.previous().ifPresent(previous -> node.put("previous_generation", previous));
    node.put("segments", report.segments());
    node.put("removed", report.removed());
    node.put("bytes", report.bytes());
    node.put("simd", simd);
    report.recall().ifPresent(recall -> node.set("recall", recall(recall)));
    return node;
  }

  /** A recall that was measured. */
  public static ObjectNode recall(RecallReport report) {
    ObjectNode node = JSON.objectNode();
    node.put("at_10", report.recall());
    node.put("queries", report.queries());
    node.put("papers", report.papers());
    node.put("gamma", report.gamma());
    report.target().ifPresent(target -> node.put("target", target));
    return node;
  }
}
