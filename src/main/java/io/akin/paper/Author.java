package io.akin.paper;

/** A person who wrote a paper, by the name the source gives. */
public record Author(String name) {
  public Author {
    name = Text.oneLine(name);
    if (name.isEmpty() || name.length() > 300) {
      throw new IllegalArgumentException("want an author's name of 1 to 300 characters");
    }
  }
}
