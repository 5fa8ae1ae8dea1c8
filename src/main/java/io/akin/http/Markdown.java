package io.akin.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.OptionalDouble;

/** Answers in Markdown, which assistants ask for. */
public final class Markdown {
  private static final String TYPE = "text/markdown";

  private Markdown() {}

  /**
   * Whether the client names Markdown among what it accepts, and wants it no less than the usual
   * form of the answer, such as {@code text/html}.
   */
  public static boolean preferred(Context context, String usual) {
    context.header("Vary", "Accept, Accept-Encoding");
    String accept = context.header("Accept");
    if (accept == null) {
      return false;
    }
    double wanted = quality(accept, TYPE).orElse(0);
    return wanted > 0 && wanted >= quality(accept, usual).orElse(0);
  }

  /** The weight of a media type that is named, by RFC 9110 from 0 to 1. */
  private static OptionalDouble quality(String accept, String type) {
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", 100)) {
      String[] parts = range.split(";", 10);
      if (parts[0].strip().equals(type)) {
        for (String parameter : parts) {
          if (parameter.strip().startsWith("q=")) {
            return weight(parameter.strip().substring(2));
          }
        }
        return OptionalDouble.of(1);
      }
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble weight(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /** Sends what has been written. */
  public static void send(Context context, String text) {
    context.contentType(TYPE + "; charset=utf-8").result(text);
  }
}
