package io.akin.http.textembeddings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.http.Problem;

/** An error as clients of Text Embeddings Inference know it. */
final class InferenceError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The kinds of error, each with its status and its name in metrics. */
  enum Type {
    UNHEALTHY("Unhealthy", 503),
    BACKEND("Backend", 424),
    OVERLOADED("Overloaded", 429),
    VALIDATION("Validation", 422),
    TOKENIZER("Tokenizer", 422),
    EMPTY("Empty", 400);

    private final String word;
    private final int status;

    Type(String word, int status) {
      this.word = word;
      this.status = status;
    }

    String word() {
      return word;
    }
  }

  private final Type type;
  private final int status;

  private InferenceError(Type type, int status, String message) {
    super(message, null, false, false); // a message to a client needs no stack trace
    this.type = type;
    this.status = status;
  }

  static InferenceError of(Type type, String message) {
    return new InferenceError(type, type.status, message);
  }

  static InferenceError invalid(String message) {
    return of(Type.VALIDATION, message);
  }

  /** What the server says of itself. Its own status, where the service it stands for has none. */
  static InferenceError of(Problem problem) {
    return switch (problem.type()) {
      case STARTING, STOPPING -> of(Type.UNHEALTHY, "unhealthy");
      case BUSY, TOO_MANY_REQUESTS -> of(Type.OVERLOADED, problem.detail());
      case FAILED -> of(Type.BACKEND, problem.detail());
      default -> new InferenceError(Type.VALIDATION, problem.type().status(), problem.detail());
    };
  }

  Type type() {
    return type;
  }

  int status() {
    return status;
  }

  /** The document. */
  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("error", getMessage())
        .put("error_type", type.word);
  }

  /** The document where the answer would have OpenAI's form. */
  ObjectNode compatibleJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("message", getMessage())
        .put("code", status)
        .put("type", type.word);
  }
}
