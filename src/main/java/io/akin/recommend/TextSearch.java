package io.akin.recommend;

import io.akin.clean.PaperCleaner;
import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.index.Hit;
import io.akin.index.KnnQuery;
import io.akin.index.PaperIndex;
import io.akin.index.SpaceMismatchException;
import java.io.IOException;
import java.util.List;

/** Finds papers for a text: a few words, or a whole title and abstract. Thread-safe. */
public final class TextSearch {
  /** The longest text accepted, in UTF-16 units: some ten times what a model reads. */
  public static final int MAX_TEXT = 20_000;

  private final PaperIndex index;
  private final Encoder encoder;

  /**
   * Joins an index and an encoder.
   *
   * @throws SpaceMismatchException when they belong to different spaces
   */
  public TextSearch(PaperIndex index, Encoder encoder) throws SpaceMismatchException {
    index.manifest().requireSpace("the index", encoder.space());
    this.index = index;
    this.encoder = encoder;
  }

  /**
   * The text without the white space around it.
   *
   * @throws IllegalArgumentException when nothing is left, or more than {@value #MAX_TEXT}
   *     characters
   */
  public static String requireText(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "the text to search for must have 1 to %d characters, got %d"
              .formatted(MAX_TEXT, stripped.length()));
    }
    return stripped;
  }

  /**
   * The papers nearest to the text, most similar first. The text is made readable as those of
   * papers are, so that a pasted abstract meets its paper.
   *
   * @param text 1 to {@value #MAX_TEXT} characters, white space around them not counted
   * @param k papers wanted, 1 to {@value Recommender#MAX_K}
   */
  public List<Hit> search(String text, int k) throws IOException {
    var _ = Recommender.requireK(k);
    String asked = requireText(text);
    String readable = PaperCleaner.clean(asked);
    Embedding query =
        encoder
            .encode(
                List.of(readable.isBlank() ? asked : readable), Role.QUERY, Priority.INTERACTIVE)
            .getFirst();
    return index.nearest(new KnnQuery(query, k));
  }
}
