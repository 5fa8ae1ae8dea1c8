package io.akin.atlas;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an atlas was made of and how: with the same, the same comes out.
 *
 * @param model the model of the vectors, with its revision
 * @param corpus a SHA-256 of the papers' identifiers, texts and vectors, in the order of rows
 * @param seed of all that is drawn by chance
 * @param parameters every other one by name, such as {@code k} or {@code layout.neighbours}
 */
public record Provenance(
    String model, String corpus, long seed, SortedMap<String, String> parameters) {
  public Provenance {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }
}
