package io.akin.encoder;

import java.util.Arrays;

/** How a paper's title and abstract become the one text that is encoded. */
public enum TextRecipe {
  /** {@code title + ". " + abstract}; the title alone where there is no abstract. */
  TITLE_ABSTRACT("title. abstract") {
    @Override
    public String text(String title, String abstractText) {
      return abstractText.isEmpty() ? title : title + ". " + abstractText;
    }
  };

  private final String id;

  TextRecipe(String id) {
    this.id = id;
  }

  /** The name that is stored with an index; it never changes its meaning. */
  public String id() {
    return id;
  }

  public abstract String text(String title, String abstractText);

  /**
   * The recipe of a stored name.
   *
   * @throws IllegalArgumentException when this version of the program knows no such recipe
   */
  public static TextRecipe ofId(String id) {
    return Arrays.stream(values())
        .filter(recipe -> recipe.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown text recipe: " + id));
  }
}
