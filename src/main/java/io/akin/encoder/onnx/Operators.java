package io.akin.encoder.onnx;

import io.akin.encoder.EncodeException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which operators an ONNX file uses, read from its <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">protobuf</a>. The file is mapped
 * and its weights are skipped, so that little of it is read.
 */
final class Operators {
  /** Of the operators that take their scale from the whole of a batch. */
  private static final String QUANTIZE_AT_RUN = "DynamicQuantize";

  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_FUNCTIONS = 25;
  private static final int GRAPH_NODE = 1;
  private static final int FUNCTION_NODE = 7;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_GRAPH = 6;
  private static final int ATTRIBUTE_GRAPHS = 11;

  /** Graphs lie within nodes of graphs; more levels than any model has. */
  private static final int DEEPEST = 32;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final MemorySegment file;
  private final Set<String> found = new TreeSet<>();
  private long position;

  private Operators(MemorySegment file) {
    this.file = file;
  }

  /**
   * Whether activations are quantised while the network runs, with one scale for a whole batch:
   * then the vector of a text depends on the texts beside it.
   */
  static boolean quantizeAtRun(Path file) throws EncodeException {
    return of(file).stream().anyMatch(operator -> operator.startsWith(QUANTIZE_AT_RUN));
  }

  /**
   * The names of all operators, those of inner graphs and of functions included.
   *
   * @throws EncodeException when the file cannot be read, or is not an ONNX model
   */
  static Set<String> of(Path file) throws EncodeException {
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      Operators operators = new Operators(channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
      operators.visit(Message.MODEL, channel.size(), 0);
      return operators.found;
    } catch (IndexOutOfBoundsException e) {
      throw new EncodeException(
          "%s is not an ONNX model, or only a part of one".formatted(file), e);
    } catch (IOException e) {
      throw new EncodeException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  private enum Message {
    MODEL,
    GRAPH,
    FUNCTION,
    NODE,
    ATTRIBUTE
  }

  /** Reads the fields of a message up to where it ends. */
  private void visit(Message message, long end, int depth) {
    if (depth > DEEPEST) {
      throw new IndexOutOfBoundsException("nested too deeply");
    }
    while (position < end) {
      long key = varint();
      int field = (int) (key >>> 3);
      int type = (int) (key & 7);
      if (type != BYTES) {
        skip(type);
        continue;
      }
      long length = varint();
      if (length < 0 || length > end - position) {
        throw new IndexOutOfBoundsException("a field leaves its message");
      }
      long fieldEnd = position + length;
      switch (message) {
        case MODEL -> {
          if (field == MODEL_GRAPH) {
            visit(Message.GRAPH, fieldEnd, depth + 1);
          } else if (field == MODEL_FUNCTIONS) {
            visit(Message.FUNCTION, fieldEnd, depth + 1);
          }
        }
        case GRAPH -> {
          if (field == GRAPH_NODE) {
            visit(Message.NODE, fieldEnd, depth + 1);
          }
        }
        case FUNCTION -> {
          if (field == FUNCTION_NODE) {
            visit(Message.NODE, fieldEnd, depth + 1);
          }
        }
        case NODE -> {
          if (field == NODE_OPERATOR) {
            byte[] name = file.asSlice(position, length).toArray(ValueLayout.JAVA_BYTE);
            found.add(new String(name, StandardCharsets.UTF_8));
          } else if (field == NODE_ATTRIBUTE) {
            visit(Message.ATTRIBUTE, fieldEnd, depth + 1);
          }
        }
        case ATTRIBUTE -> {
          if (field == ATTRIBUTE_GRAPH || field == ATTRIBUTE_GRAPHS) {
            visit(Message.GRAPH, fieldEnd, depth + 1);
          }
        }
      }
      position = fieldEnd;
    }
  }

  private void skip(int type) {
    switch (type) {
      case VARINT -> {
        var _ = varint();
      }
      case FIXED64 -> position += Long.BYTES;
      case FIXED32 -> position += Integer.BYTES;
      default -> throw new IndexOutOfBoundsException("a field of unknown type " + type);
    }
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = file.get(ValueLayout.JAVA_BYTE, position++);
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IndexOutOfBoundsException("a number of more than 64 bits");
  }
}
