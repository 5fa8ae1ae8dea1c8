package io.akin.clean;

/** Makes one text readable. */
final class ReadableText {
  private ReadableText() {}

  static String of(String source) {
    return source;
  }
}
