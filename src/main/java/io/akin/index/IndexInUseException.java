package io.akin.index;

/** Somebody else is writing the index. */
public final class IndexInUseException extends IndexException {
  private static final long serialVersionUID = 1;

  public IndexInUseException(String message) {
    super(message);
  }

  public IndexInUseException(String message, Throwable cause) {
    super(message, cause);
  }
}
