package io.akin.http.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Problem;

/** Says that a message cannot be answered, as JSON-RPC has it, with the status of HTTP. */
final class JsonRpcError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The code of errors that are about the server and no message. */
  private static final int SERVER = -32_000;

  private static final int NOT_JSON = -32_700;
  private static final int NO_REQUEST = -32_600;
  private static final int NO_PARAMETERS = -32_602;

  private final int status;
  private final int code;
  private final transient JsonNode id;

  private JsonRpcError(int status, int code, JsonNode id, String message) {
    super(message, null, false, false); // a message to a client needs no stack trace
    this.status = status;
    this.code = code;
    this.id = id;
  }

  /** What is wrong with the request of HTTP. */
  static JsonRpcError of(int status, String message) {
    return new JsonRpcError(status, SERVER, NullNode.instance, message);
  }

  /** What the server says of itself. */
  static JsonRpcError of(Problem problem) {
    return of(problem.type().status(), problem.detail());
  }

  static JsonRpcError notJson(String message) {
    return new JsonRpcError(400, NOT_JSON, NullNode.instance, message);
  }

  static JsonRpcError noRequest(String message) {
    return new JsonRpcError(400, NO_REQUEST, NullNode.instance, message);
  }

  /** The answer to a request whose parameters are not what its method takes. */
  static JsonRpcError noParameters(JsonNode id, String message) {
    return new JsonRpcError(200, NO_PARAMETERS, id, message);
  }

  int status() {
    return status;
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
    node.set("id", id);
    node.putObject("error").put("code", code).put("message", getMessage());
    return node;
  }
}
