package io.akin.http.widget;

import io.akin.recommend.Request;
import java.util.Locale;

/**
 * What papers are to be related to.
 *
 * @param value empty where the page itself is to say it
 */
public record Subject(Kind kind, String value) {
  /** How it is named. */
  public enum Kind {
    /** By any identifier. */
    PAPER,
    /** By its title, whether or not the library has it. */
    TITLE,
    /** Not a paper, but a text. */
    TEXT,
    /** By the meta tags of the page that the list is on. */
    PAGE;

    /** The attribute, and the parameter, that names it so. */
    public String attribute() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Subject OF_PAGE = new Subject(Kind.PAGE, "");

  /**
   * What to ask for.
   *
   * @throws IllegalArgumentException when it cannot be asked for, saying why
   */
  Request.Builder request() {
    return switch (kind) {
      case PAPER -> Request.likePaper(value);
      case TITLE, TEXT -> Request.likeText(value);
      case PAGE -> throw new IllegalArgumentException("the page says what it is about");
    };
  }

  /** Whether a paper of a title is the subject itself, which is not related to itself. */
  boolean isTitle(String title) {
    return kind == Kind.TITLE && title.strip().equalsIgnoreCase(value);
  }
}
