package io.akin.encoder.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.akin.embedding.Pooling;
import io.akin.encoder.EncodeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a network wants to be fed, and how a batch becomes it. Immutable. */
final class Inputs {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final String POSITIONS = "position_ids";
  private static final String CACHE = "past_key_values";

  /** One input of a network. */
  private sealed interface Input {
    String name();

    OnnxTensor tensor(OrtEnvironment environment, List<long[]> batch, int longest)
        throws OrtException;
  }

  /** A whole number for each token, {@code [batch][longest]}, int64 or int32. */
  private record OfTokens(String name, boolean wide, long padToken) implements Input {
    @Override
    public OnnxTensor tensor(OrtEnvironment environment, List<long[]> batch, int longest)
        throws OrtException {
      ByteBuffer values =
          ByteBuffer.allocateDirect(
                  Math.multiplyExact(
                      Math.multiplyExact(batch.size(), longest), wide ? Long.BYTES : Integer.BYTES))
              .order(ByteOrder.nativeOrder());
      for (long[] text : batch) {
        for (int t = 0; t < longest; t++) {
          long value = value(text, t);
          if (wide) {
            values.putLong(value);
          } else {
            values.putInt((int) value);
          }
        }
      }
      return OnnxTensor.createTensor(
          environment,
          values.flip(),
          new long[] {batch.size(), longest},
          wide ? OnnxJavaType.INT64 : OnnxJavaType.INT32);
    }

    private long value(long[] text, int t) {
      boolean padding = t >= text.length;
      return switch (name) {
        case IDS -> padding ? padToken : text[t];
        case MASK -> padding ? 0 : 1;
        case POSITIONS -> padding ? 0 : t;
        default -> 0; // the first and only segment
      };
    }
  }

  /** What a decoder remembers of earlier tokens: nothing, in a tensor without elements. */
  private record EmptyCache(String name, OnnxJavaType type, List<Long> shape) implements Input {
    private static final long OPEN = -1;

    @Override
    public OnnxTensor tensor(OrtEnvironment environment, List<long[]> batch, int longest)
        throws OrtException {
      long[] empty = new long[shape.size()];
      for (int i = 0; i < empty.length; i++) {
        empty[i] = shape.get(i) != OPEN ? shape.get(i) : i == 0 ? batch.size() : 0;
      }
      return OnnxTensor.createTensor(
          environment, ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder()), empty, type);
    }
  }

  /** What each token counts in {@link PoolingTail}, {@code [batch][longest]}. */
  private record PoolingWeights(String name, Pooling pooling) implements Input {
    @Override
    public OnnxTensor tensor(OrtEnvironment environment, List<long[]> batch, int longest)
        throws OrtException {
      FloatBuffer weights =
          ByteBuffer.allocateDirect(
                  Math.multiplyExact(Math.multiplyExact(batch.size(), longest), Float.BYTES))
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      for (long[] text : batch) {
        for (int t = 0; t < longest; t++) {
          weights.put(PoolingTail.weight(pooling, t, text.length));
        }
      }
      return OnnxTensor.createTensor(
          environment, weights.flip(), new long[] {batch.size(), longest});
    }
  }

  private final List<Input> inputs;

  private Inputs(List<Input> inputs) {
    this.inputs = List.copyOf(inputs);
  }

  /**
   * Finds out what a network wants.
   *
   * @param file for messages
   * @param padToken the token number of padding
   * @param pooling for a network that has a {@link PoolingTail}
   * @throws EncodeException when the network wants something that Akin does not have
   */
  static Inputs of(Object file, Collection<NodeInfo> nodes, long padToken, Pooling pooling)
      throws EncodeException {
    List<Input> inputs = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (NodeInfo node : nodes) {
      String name = node.getName();
      switch (name) {
        case IDS, MASK, TYPES, POSITIONS ->
            inputs.add(new OfTokens(name, isWide(file, node), padToken));
        case PoolingTail.WEIGHTS -> inputs.add(new PoolingWeights(name, pooling));
        case String cache when cache.startsWith(CACHE) -> inputs.add(cache(file, node));
        default -> unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      throw new EncodeException(
          ("%s wants inputs that Akin has nothing for: %s. Akin feeds %s, %s, %s, %s and empty %s.*;"
                  + " export the model again for feature extraction")
              .formatted(file, String.join(", ", unknown), IDS, MASK, TYPES, POSITIONS, CACHE));
    }
    Inputs all = new Inputs(inputs);
    if (!all.has(IDS)) {
      throw new EncodeException(
          "%s has no input %s; it is not a text model as Hugging Face exports them"
              .formatted(file, IDS));
    }
    return all;
  }

  private static boolean isWide(Object file, NodeInfo node) throws EncodeException {
    if (node.getInfo() instanceof TensorInfo tensor) {
      if (tensor.type == OnnxJavaType.INT64) {
        return true;
      }
      if (tensor.type == OnnxJavaType.INT32) {
        return false;
      }
    }
    throw new EncodeException(
        "%s wants %s as %s; Akin feeds int64 and int32"
            .formatted(file, node.getName(), node.getInfo()));
  }

  private static EmptyCache cache(Object file, NodeInfo node) throws EncodeException {
    if (node.getInfo() instanceof TensorInfo tensor) {
      List<Long> shape = new ArrayList<>();
      boolean canBeEmpty = false;
      for (long length : tensor.getShape()) {
        canBeEmpty |= length == EmptyCache.OPEN && !shape.isEmpty();
        shape.add(length);
      }
      boolean number =
          switch (tensor.type) {
            case FLOAT, FLOAT16, BFLOAT16 -> true;
            default -> false;
          };
      if (canBeEmpty && number) {
        return new EmptyCache(node.getName(), tensor.type, List.copyOf(shape));
      }
    }
    throw new EncodeException(
        "%s wants %s as %s, which cannot be left empty; export the model without its cache"
            .formatted(file, node.getName(), node.getInfo()));
  }

  /** Whether the network is told which tokens are padding. */
  boolean tellPadding() {
    return has(MASK);
  }

  private boolean has(String name) {
    return inputs.stream().anyMatch(input -> input.name().equals(name));
  }

  /** The tensors of a batch by the names of the inputs; the caller closes them. */
  Map<String, OnnxTensor> tensors(OrtEnvironment environment, List<long[]> batch)
      throws OrtException {
    int longest = longest(batch);
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (Input input : inputs) {
        tensors.put(input.name(), input.tensor(environment, batch, longest));
      }
      return tensors;
    } catch (OrtException | RuntimeException e) {
      tensors.values().forEach(OnnxTensor::close);
      throw e;
    }
  }

  /** Tokens of the longest text, which the others are padded to. */
  static int longest(List<long[]> batch) {
    return batch.stream().mapToInt(text -> text.length).max().orElse(0);
  }
}
