package io.akin.corpus.parquet;

/**
 * Expands Snappy blocks. The Java ports of Snappy reach into memory by {@code sun.misc.Unsafe},
 * which the JDK warns of and will deny; the others are native. The format is two kinds of element.
 *
 * @see <a href="https://github.com/google/snappy/blob/main/format_description.txt">Snappy
 *     compressed format description</a>
 */
final class Snappy {
  private static final int SHORT_LITERAL = 60;

  private final byte[] in;
  private final int end;
  private final byte[] out;
  private int at;
  private int size;

  private Snappy(byte[] in, int from, int end, int size) {
    this.in = in;
    this.at = from;
    this.end = end;
    this.out = new byte[size];
  }

  /**
   * Expands a block.
   *
   * @param size bytes of the result
   * @throws MalformedException when the block is damaged or of another size
   */
  static byte[] expand(byte[] in, int from, int end, int size) throws MalformedException {
    return new Snappy(in, from, end, size).expand();
  }

  private byte[] expand() throws MalformedException {
    require(length() == out.length);
    while (at < end) {
      int tag = next();
      int high = tag >>> 2;
      switch (tag & 3) {
        case 0 -> literal(high < SHORT_LITERAL ? high : number(high - SHORT_LITERAL + 1));
        case 1 -> copy(4 + (high & 7), (high >>> 3) << 8 | next());
        case 2 -> copy(1 + high, number(2));
        default -> copy(1 + high, number(4));
      }
    }
    require(size == out.length);
    return out;
  }

  private int length() throws MalformedException {
    int length = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int part = next();
      length |= (part & 0x7F) << shift;
      if (part < 0x80) {
        return length;
      }
    }
    throw damaged();
  }

  private void literal(int lengthLessOne) throws MalformedException {
    require(lengthLessOne >= 0 && lengthLessOne < Math.min(end - at, out.length - size));
    System.arraycopy(in, at, out, size, lengthLessOne + 1);
    at += lengthLessOne + 1;
    size += lengthLessOne + 1;
  }

  /** Source and target may overlap: a copy of one byte back repeats it. */
  private void copy(int length, int back) throws MalformedException {
    require(back > 0 && back <= size && length <= out.length - size);
    for (int i = 0; i < length; i++) {
      out[size] = out[size - back];
      size++;
    }
  }

  private int number(int bytes) throws MalformedException {
    int number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= next() << (8 * i);
    }
    return number;
  }

  private int next() throws MalformedException {
    require(at < end);
    return in[at++] & 0xFF;
  }

  private static void require(boolean holds) throws MalformedException {
    if (!holds) {
      throw damaged();
    }
  }

  private static MalformedException damaged() {
    return new MalformedException("a Snappy block is damaged");
  }
}
