package io.akin.embed.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.embed.json.InputException.Kind;
import io.akin.paper.Text;

/** The body of a request: one object in JSON. */
public final class RequestBody {
  private static final int MAX_DEPTH = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private RequestBody() {}

  /**
   * Reads an object.
   *
   * @throws InputException when it is anything else
   */
  public static ObjectNode read(byte[] body) {
    try {
      // From a string: bytes would be searched for other encodings, and fail in other ways.
      if (JSON.readTree(new String(body, UTF_8)) instanceof ObjectNode object) {
        return object;
      }
    } catch (MismatchedInputException e) { // its message names classes
      throw new InputException(Kind.MALFORMED, "the body is not JSON: more follows behind its end");
    } catch (JsonProcessingException e) {
      throw new InputException(
          Kind.MALFORMED, "the body is not JSON: " + Text.shortened(e.getOriginalMessage()));
    }
    throw new InputException(Kind.MALFORMED, "the body must be an object in JSON");
  }
}
