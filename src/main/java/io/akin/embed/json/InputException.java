package io.akin.embed.json;

/** Texts that cannot be encoded as they were given. */
public final class InputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Kind {
    /** There is no text, or one without a character. */
    EMPTY,
    TOO_MANY,
    MALFORMED
  }

  private final Kind kind;

  InputException(Kind kind, String message) {
    super(message, null);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The message, which is fit for a client. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
