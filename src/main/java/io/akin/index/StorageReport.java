package io.akin.index;

import java.util.Optional;

/**
 * How an index lies on disk and how it is searched.
 *
 * @param generation the live one
 * @param previous the one before it, if it was kept
 * @param removed papers that take up space until their segments are merged
 * @param segments parts the engine keeps the papers in
 * @param bytes size of the live generation's files
 * @param exact whether searches compare with every paper, else they walk a graph
 * @param gamma how much farther than the tenth nearest that it has found, as a share of its
 *     distance, a search still follows nodes of the graph
 */
public record StorageReport(
    IndexManifest manifest,
    String generation,
    Optional<String> previous,
    int papers,
    int removed,
    int segments,
    long bytes,
    boolean exact,
    double gamma,
    Optional<RecallReport> recall) {}
