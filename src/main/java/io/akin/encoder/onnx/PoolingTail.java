package io.akin.encoder.onnx;

import io.akin.embedding.Pooling;

/**
 * Pooling as the last operators of a network itself: a sum over a text's tokens with weights that
 * are an input. A GPU then hands over one vector of each text, not one of each of its tokens.
 *
 * <p>An ONNX file is one <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">protobuf</a> message, and messages
 * written one after the other are read as one, so that operators are added by appending their
 * bytes. The operators are of the oldest versions that ONNX Runtime reads.
 */
final class PoolingTail {
  /** The input: {@code float[batch][longest]}, 0 for what does not count. */
  static final String WEIGHTS = "akin.pooling_weights";

  /** The output: {@code float[batch][dimension]}. */
  static final String OUTPUT = "akin.pooled";

  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int ATTRIBUTE_INT = 2;

  private PoolingTail() {}

  /** Whether the pooling is a weighted sum. The largest value of each component is none. */
  static boolean fits(Pooling pooling) {
    return pooling != Pooling.MAX;
  }

  /** What the vector of a token counts in a text of so many tokens. */
  static float weight(Pooling pooling, int token, int tokens) {
    if (token >= tokens) {
      return 0; // padding
    }
    return switch (pooling) {
      case CLS -> token == 0 ? 1 : 0;
      case LAST_TOKEN -> token == tokens - 1 ? 1 : 0;
      case MEAN -> 1f / tokens;
      case MAX -> throw new IllegalArgumentException("the maximum is no weighted sum");
    };
  }

  /**
   * What is to be written behind a model that gives {@code [batch][longest][dimension]} as the
   * output named, of any type of floating-point numbers.
   */
  static byte[] of(String tokenVectors) {
    ProtobufMessage graph = new ProtobufMessage();
    graph.put(5, longs("akin.as_row", 0, 1, -1)); // 0 keeps a dimension, -1 takes what is left
    graph.put(5, longs("akin.as_vector", 0, -1));
    graph.put(11, tensor(WEIGHTS, "akin.batch", "akin.tokens"));
    graph.put(1, node("Cast", "akin.token_vectors", tokenVectors).put(5, attribute("to", FLOAT)));
    graph.put(1, node("Reshape", "akin.row", WEIGHTS, "akin.as_row"));
    graph.put(1, node("MatMul", "akin.sum", "akin.row", "akin.token_vectors"));
    graph.put(1, node("Reshape", OUTPUT, "akin.sum", "akin.as_vector"));
    graph.put(12, tensor(OUTPUT, "akin.batch", "akin.dimension"));
    return new ProtobufMessage().put(7, graph).bytes();
  }

  private static ProtobufMessage node(String operator, String output, String... inputs) {
    ProtobufMessage node = new ProtobufMessage();
    for (String input : inputs) {
      node.put(1, input);
    }
    return node.put(2, output).put(3, output).put(4, operator);
  }

  private static ProtobufMessage attribute(String name, int value) {
    return new ProtobufMessage().put(1, name).put(3, value).put(20, ATTRIBUTE_INT);
  }

  /** A constant of whole numbers. */
  private static ProtobufMessage longs(String name, long... values) {
    ProtobufMessage tensor = new ProtobufMessage().put(1, values.length).put(2, INT64);
    for (long value : values) {
      tensor.put(7, value);
    }
    return tensor.put(8, name);
  }

  /** An input or output of floats, with names for its dimensions. */
  private static ProtobufMessage tensor(String name, String... dimensions) {
    ProtobufMessage shape = new ProtobufMessage();
    for (String dimension : dimensions) {
      shape.put(1, new ProtobufMessage().put(2, dimension));
    }
    ProtobufMessage type = new ProtobufMessage().put(1, FLOAT).put(2, shape);
    return new ProtobufMessage().put(1, name).put(2, new ProtobufMessage().put(1, type));
  }
}
