package io.akin.http.site;

import io.akin.recommend.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What papers should be like, and what they should not be like. It lives in the address of a page
 * and nowhere else, so that whoever has the address has it.
 *
 * @param positives references of papers
 * @param texts what papers should be about
 * @param negatives references of papers
 */
public record SeedSet(List<String> positives, List<String> texts, List<String> negatives) {
  static final SeedSet EMPTY = new SeedSet(List.of(), List.of(), List.of());

  public SeedSet {
    positives = List.copyOf(positives);
    texts = List.copyOf(texts);
    negatives = List.copyOf(negatives);
  }

  static SeedSet likePaper(String reference) {
    return new SeedSet(List.of(reference), List.of(), List.of());
  }

  static SeedSet likeText(String text) {
    return new SeedSet(List.of(), List.of(text), List.of());
  }

  public boolean isEmpty() {
    return positives.isEmpty() && texts.isEmpty();
  }

  /** With a paper among what is wanted, and no longer among what is not. */
  SeedSet like(String reference) {
    return new SeedSet(with(positives, reference), texts, without(negatives, reference));
  }

  /** With a text among what is wanted. */
  SeedSet about(String text) {
    return new SeedSet(positives, with(texts, text), negatives);
  }

  /** With a paper among what is not wanted, and no longer among what is. */
  SeedSet unlike(String reference) {
    return new SeedSet(without(positives, reference), texts, with(negatives, reference));
  }

  /** Without a reference or text, wherever it stands. */
  SeedSet without(String seed) {
    return new SeedSet(without(positives, seed), without(texts, seed), without(negatives, seed));
  }

  private static List<String> with(List<String> list, String seed) {
    if (list.contains(seed) || list.size() == Request.MAX_SEEDS) {
      return list;
    }
    List<String> longer = new ArrayList<>(list);
    longer.add(seed);
    return longer;
  }

  private static List<String> without(List<String> list, String seed) {
    return list.stream().filter(other -> !other.equals(seed)).toList();
  }

  /** Its parameters in an address, such as {@code positive=arxiv%3A2306.00978}. */
  String parameters() {
    StringBuilder all = new StringBuilder();
    append(all, "positive", positives);
    append(all, "text", texts);
    append(all, "negative", negatives);
    return all.toString();
  }

  private static void append(StringBuilder all, String name, List<String> values) {
    for (String value : values) {
      all.append(all.isEmpty() ? "" : "&").append(name).append('=');
      all.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  /** Where its recommendations are. */
  String address() {
    return parameters().isEmpty() ? "/recommend" : "/recommend?" + parameters();
  }
}
