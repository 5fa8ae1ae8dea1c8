package io.akin.corpus.table;

import java.util.List;

/** What stands in one column of one row. */
public sealed interface Cell {
  /** Text, which may be a list in one of the ways lists are written. Blank when absent. */
  record Text(String text) implements Cell {}

  /** A list that the file itself keeps as one. */
  record Texts(List<String> texts) implements Cell {
    public Texts {
      texts = List.copyOf(texts);
    }
  }
}
