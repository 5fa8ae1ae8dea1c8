package io.akin.paper;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A digital object identifier, {@code 10.1145/3292500.3330701}.
 *
 * @param value lower case, since DOIs compare without regard to case
 */
public record Doi(String value) implements PaperId {
  /** Its parts are never given back: that would take a stack as deep as there are parts. */
  private static final Pattern REGISTRANT = Pattern.compile("10\\.\\d{4,9}(?:\\.\\d+)*+/");

  private static final int MAX_SUFFIX = 512;
  private static final Pattern PREFIX =
      Pattern.compile("(?:https?://(?:dx\\.|www\\.)?doi\\.org/|doi:\\s*)?(.*)");

  public Doi {
    if (!isDoi(value) || !value.equals(value.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "want a DOI in lower case such as 10.1145/3292500.3330701, got " + value);
    }
  }

  @Override
  public String scheme() {
    return "doi";
  }

  static Optional<Doi> parse(String text) {
    Matcher matcher = PREFIX.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.matches() && isDoi(matcher.group(1))
        ? Optional.of(new Doi(matcher.group(1)))
        : Optional.empty();
  }

  private static boolean isDoi(String text) {
    Matcher registrant = REGISTRANT.matcher(text);
    return registrant.lookingAt() && Text.isWord(text.substring(registrant.end()), MAX_SUFFIX);
  }
}
