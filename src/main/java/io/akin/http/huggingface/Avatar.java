package io.akin.http.huggingface;

import java.util.regex.Pattern;

/** Pictures that stand for organisations, which have none here: two colours of their own each. */
final class Avatar {
  /** Where {@link #svg} is served. */
  static final String PATH = "/avatars/{id}.svg";

  private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");
  private static final int DIGITS_OF_A_COLOUR = 6;

  private Avatar() {}

  /** The address of the picture for an identifier. */
  static String path(String id) {
    return PATH.replace("{id}", id);
  }

  /** Whether there is a picture for it. */
  static boolean isKnown(String id) {
    return ID.matcher(id).matches();
  }

  /** The picture for a known identifier. */
  static String svg(String id) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">\
        <rect width="8" height="8" fill="#%s"/><circle cx="4" cy="4" r="2.5" fill="#%s"/></svg>
        """
        .formatted(
            id.substring(0, DIGITS_OF_A_COLOUR),
            id.substring(DIGITS_OF_A_COLOUR, 2 * DIGITS_OF_A_COLOUR));
  }
}
