package io.akin.paper;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The identifier a source gives its own records, such as {@code acl:2022.findings-acl.275}.
 *
 * @param scheme names the source: lower-case letters, digits and hyphens, at most 32
 * @param value the source's own spelling, case kept, at most 512 characters, no white space
 */
public record SourceId(String scheme, String value) implements PaperId {
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int MAX_VALUE = 512;
  private static final Set<String> TAKEN = Set.of("arxiv", "doi", "local", "http", "https");

  public SourceId {
    if (!SCHEME.matcher(scheme).matches()
        || TAKEN.contains(scheme)
        || !Text.isWord(value, MAX_VALUE)) {
      throw new IllegalArgumentException(
          "want source:identifier such as acl:2022.findings-acl.275, got " + scheme + ":" + value);
    }
  }

  static Optional<SourceId> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    String value = text.substring(colon + 1);
    return SCHEME.matcher(scheme).matches()
            && !TAKEN.contains(scheme)
            && Text.isWord(value, MAX_VALUE)
        ? Optional.of(new SourceId(scheme, value))
        : Optional.empty();
  }
}
