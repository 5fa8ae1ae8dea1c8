package io.akin.http.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akin.paper.Text;
import java.io.IOException;

/**
 * A message of JSON-RPC: a request, or a notification, which has no answer.
 *
 * @param id a string or a whole number; missing where the message is a notification
 * @param params an object, or missing
 */
record Message(String method, JsonNode id, JsonNode params) {
  private static final int MAX_DEPTH = 20;

  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a message.
   *
   * @throws JsonRpcError when it is none
   */
  static Message read(byte[] body) {
    JsonNode node = tree(body);
    if (!node.isObject()) {
      throw JsonRpcError.noRequest("want one message, a JSON object, in each request");
    }
    JsonNode method = node.path("method");
    JsonNode id = node.path("id");
    JsonNode params = node.path("params");
    if (!node.path("jsonrpc").asText().equals("2.0") || !method.isTextual()) {
      throw JsonRpcError.noRequest("a message has \"jsonrpc\":\"2.0\" and the name of a method");
    }
    if (!id.isMissingNode() && !id.isTextual() && !id.isIntegralNumber()) {
      throw JsonRpcError.noRequest("the id of a request is a string or a whole number");
    }
    if (!params.isMissingNode() && !params.isObject()) {
      throw JsonRpcError.noRequest("the parameters of a method are an object");
    }
    return new Message(method.textValue(), id, params);
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw JsonRpcError.notJson(
          "the message is not JSON: " + Text.shortened(e.getOriginalMessage()));
    } catch (IOException e) { // such as bytes that are no UTF-8
      throw JsonRpcError.notJson("the message is not JSON in UTF-8");
    }
  }

  boolean isNotification() {
    return id.isMissingNode();
  }
}
