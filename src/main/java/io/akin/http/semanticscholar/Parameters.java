package io.akin.http.semanticscholar;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.http.ProblemException;
import io.akin.paper.Text;
import io.akin.recommend.Seed;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What requests say, checked, and how answers are sent. */
final class Parameters {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Parameters() {}

  /** The text to look for. */
  static String query(Context context) {
    String text = context.queryParam("query");
    if (text == null || text.isBlank() || text.strip().length() > Seed.OfText.MAX_TEXT) {
      throw ProblemException.badRequest(
          "query must be a text of 1 to %d characters".formatted(Seed.OfText.MAX_TEXT));
    }
    return text.strip();
  }

  /** A whole number in its range. */
  static int whole(Context context, String name, int usual, int least, int most) {
    String text = context.queryParam(name);
    if (text == null || text.isEmpty()) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // as bad as any other
    }
    throw ProblemException.badRequest(
        "%s must be a whole number from %d to %d, got '%s'"
            .formatted(name, least, most, Text.shortened(text)));
  }

  /** The body of a request, which is a JSON object. */
  static JsonNode body(Context context) {
    JsonNode body;
    try {
      body = JSON.readTree(context.bodyAsBytes());
    } catch (IOException e) {
      throw ProblemException.badRequest("the body is not JSON");
    }
    if (!body.isObject()) {
      throw ProblemException.badRequest("the body must be a JSON object");
    }
    return body;
  }

  /** The texts of an array of a body; none where there is no array. */
  static List<String> texts(JsonNode body, String name, int most) {
    JsonNode array = body.path(name);
    List<String> texts = new ArrayList<>();
    for (JsonNode text : array) {
      if (text.isTextual()) {
        texts.add(text.textValue());
      }
    }
    boolean none = array.isMissingNode() || array.isNull();
    if (!none && (!array.isArray() || texts.size() < array.size() || texts.size() > most)) {
      throw ProblemException.badRequest(
          "%s must be an array of at most %d texts".formatted(name, most));
    }
    return texts;
  }

  static void send(Context context, JsonNode answer) throws IOException {
    context.contentType(ContentType.APPLICATION_JSON).result(JSON.writeValueAsBytes(answer));
  }
}
