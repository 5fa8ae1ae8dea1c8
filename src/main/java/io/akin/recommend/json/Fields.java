package io.akin.recommend.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.paper.Text;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which facts of each paper an answer is to have.
 *
 * @param wanted their names; empty for all but the long ones
 */
public record Fields(Set<String> wanted) {
  /** All but the long facts. */
  public static final Fields USUAL = new Fields(Set.of());

  private static final List<String> LONG = List.of("title_source", "abstract", "abstract_source");

  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "ids",
          "title",
          "title_source",
          "abstract",
          "abstract_source",
          "language",
          "authors",
          "author_count",
          "organisation",
          "published",
          "updated",
          "version",
          "withdrawn",
          "featured",
          "venue",
          "categories",
          "keywords",
          "links",
          "upvotes",
          "comments",
          "score",
          "duplicates_hidden",
          "group",
          "why");

  public Fields {
    wanted = Set.copyOf(wanted);
  }

  /**
   * Reads names, which commas may separate.
   *
   * @throws IllegalArgumentException when there is no such field, saying which there are
   */
  public static Fields of(Collection<String> lists) {
    Set<String> wanted = new LinkedHashSet<>();
    for (String list : lists) {
      for (String name : list.split(",", -1)) {
        if (!KNOWN.contains(name.strip())) {
          throw new IllegalArgumentException(
              "there is no field '%s'; fields are %s, separated by commas"
                  .formatted(Text.shortened(name), String.join(", ", new TreeSet<>(KNOWN))));
        }
        wanted.add(name.strip());
      }
    }
    return new Fields(wanted);
  }

  /** Leaves in a paper what is wanted. */
  public void select(ObjectNode paper) {
    if (wanted.isEmpty()) {
      paper.remove(LONG);
    } else {
      paper.retain(wanted);
    }
  }
}
