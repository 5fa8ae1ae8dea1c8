package io.akin.model.hub;

import java.util.regex.Pattern;

/**
 * A model's name on a hub.
 *
 * @param text {@code owner/name}, or {@code name} alone as the oldest models have it
 */
public record RepositoryName(String text) {
  private static final String PART = "[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?";
  private static final Pattern FORM = Pattern.compile("(?:" + PART + "/)?" + PART);

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException when it is no such name
   */
  public RepositoryName {
    if (!FORM.matcher(text).matches() || text.contains("..") || text.contains("--")) {
      throw new IllegalArgumentException(
          "want a model as owner/name, such as sentence-transformers/all-MiniLM-L6-v2, got '%s'"
              .formatted(text));
    }
  }

  /** The part after the slash. */
  public String name() {
    return text.substring(text.indexOf('/') + 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
