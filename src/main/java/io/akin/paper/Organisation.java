package io.akin.paper;

/**
 * The organisation a paper comes from.
 *
 * @param slug its short name in addresses, such as {@code SakanaAI}
 * @param name its name for people, such as {@code Sakana AI}
 */
public record Organisation(String slug, String name) {
  public Organisation {
    slug = Text.oneLine(slug);
    name = Text.oneLine(name);
    if (slug.isEmpty() || name.isEmpty() || slug.length() > 300 || name.length() > 300) {
      throw new IllegalArgumentException(
          "want an organisation's slug and name of 1 to 300 characters each");
    }
  }
}
