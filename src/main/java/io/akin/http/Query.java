package io.akin.http;

import io.akin.paper.Text;
import io.akin.recommend.Recommender;
import io.akin.recommend.TextSearch;
import io.javalin.http.Context;

/** The parameters of a request, checked. */
final class Query {
  private static final int DEFAULT_K = 10;
  private static final int MAX_REFERENCE = 2_000;

  private Query() {}

  static int k(Context context) {
    String text = context.queryParam("k");
    if (text == null) {
      return DEFAULT_K;
    }
    try {
      return Recommender.requireK(Integer.parseInt(text));
    } catch (IllegalArgumentException e) { // NumberFormatException is one of these
      throw ProblemException.badRequest(
          "k must be a whole number from 1 to %d, got '%s'"
              .formatted(Recommender.MAX_K, Text.shortened(text)));
    }
  }

  static String text(Context context) {
    String text = context.queryParam("q");
    try {
      return TextSearch.requireText(text == null ? "" : text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "q must be a text of 1 to %d characters, as in /api/v1/search?q=vision+transformers"
              .formatted(TextSearch.MAX_TEXT));
    }
  }

  static String reference(Context context) {
    String reference = context.pathParam("id");
    if (reference.isBlank() || reference.length() > MAX_REFERENCE) {
      throw ProblemException.badRequest(
          "a paper is named by an identifier or its title, of at most %d characters"
              .formatted(MAX_REFERENCE));
    }
    return reference;
  }
}
