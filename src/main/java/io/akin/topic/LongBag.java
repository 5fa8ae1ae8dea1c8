package io.akin.topic;

import java.util.Arrays;

/** Numbers, to be counted by sorting. Confined to one thread. */
final class LongBag {
  private long[] values = new long[1024];
  private int size;

  /** Where what is added from here on begins. */
  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Of the values added from a place on, leaves each once, in order. */
  void makeDistinct(int start) {
    Arrays.sort(values, start, size);
    int kept = start;
    for (int i = start; i < size; i++) {
      if (i == start || values[i] != values[i - 1]) {
        values[kept++] = values[i];
      }
    }
    size = kept;
  }

  /** The values added so often or more, each once, in order. Leaves the bag sorted. */
  long[] atLeast(int times) {
    Arrays.sort(values, 0, size);
    long[] frequent = new long[size / times];
    int count = 0;
    for (int i = 0; i < size; ) {
      int end = i + 1;
      while (end < size && values[end] == values[i]) {
        end++;
      }
      if (end - i >= times) {
        frequent[count++] = values[i];
      }
      i = end;
    }
    return Arrays.copyOf(frequent, count);
  }

  /** The values added from a place on. */
  int[] intsFrom(int start) {
    int[] ints = new int[size - start];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[start + i];
    }
    return ints;
  }
}
