package io.akin.index;

/**
 * A generation of an index.
 *
 * @param name what the index calls it
 */
public record GenerationReport(String name, IndexManifest manifest, int papers) {}
