package io.akin.http.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Problem;
import org.jspecify.annotations.Nullable;

/** An error as OpenAI's clients know it: all four keys are always there. */
final class OpenAiError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String INVALID = "invalid_request_error";

  private final int status;
  private final String type;
  private final @Nullable String param;
  private final @Nullable String code;

  private OpenAiError(
      int status, String type, @Nullable String param, @Nullable String code, String message) {
    super(message, null, false, false); // a message to a client needs no stack trace
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
  }

  /** A parameter is wrong. */
  static OpenAiError of(String param, String message) {
    return new OpenAiError(400, INVALID, param, null, message);
  }

  /** The body is no request. */
  static OpenAiError malformed(String message) {
    return new OpenAiError(400, INVALID, null, null, message);
  }

  static OpenAiError unknownModel(String message) {
    return new OpenAiError(404, INVALID, "model", "model_not_found", message);
  }

  /** What the server says of itself. */
  static OpenAiError of(Problem problem) {
    return switch (problem.type()) {
      case KEY_NEEDED -> of(problem, INVALID, "invalid_api_key");
      case TOO_MANY_REQUESTS -> of(problem, "requests", "rate_limit_exceeded");
      case BUSY, STARTING, STOPPING, FAILED -> of(problem, "server_error", null);
      default -> of(problem, INVALID, null);
    };
  }

  private static OpenAiError of(Problem problem, String type, @Nullable String code) {
    return new OpenAiError(problem.type().status(), type, null, code, problem.detail());
  }

  int status() {
    return status;
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putObject("error")
        .put("message", getMessage())
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return node;
  }
}
