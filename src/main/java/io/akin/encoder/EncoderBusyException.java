package io.akin.encoder;

/** The encoder's queue is full: try again in a moment. */
public final class EncoderBusyException extends EncodeException {
  private static final long serialVersionUID = 1;

  public EncoderBusyException() {
    super("the encoder has too much waiting work; try again in a moment");
  }
}
