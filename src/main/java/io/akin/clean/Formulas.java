package io.akin.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the formulae of a text, for those who can set them. What {@link PaperCleaner} takes for a
 * formula is one here. Thread-safe.
 */
public final class Formulas {
  private Formulas() {}

  /**
   * A part of a text.
   *
   * @param text as people read it without further means
   * @param tex the formula in LaTeX, without its delimiters, where it is one
   */
  public record Piece(String text, Optional<String> tex) {}

  /** A formula between delimiters. */
  private record Span(int start, int contentStart, int contentEnd, int end) {}

  /**
   * The parts of a text as its source wrote it; their readable texts, one after the other, are the
   * readable text.
   */
  public static List<Piece> in(String source) {
    String text = Markup.removed(source);
    List<Piece> pieces = new ArrayList<>();
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      Optional<Span> formula = at(text, i);
      if (formula.isPresent()) {
        Span span = formula.get();
        addText(pieces, text.substring(done, span.start()));
        pieces.add(
            new Piece(
                ReadableText.of(text.substring(span.start(), span.end())),
                Optional.of(text.substring(span.contentStart(), span.contentEnd()).strip())));
        done = span.end();
        i = done - 1;
      } else if (text.charAt(i) == '\\') {
        i++; // the sign behind it begins nothing
      }
    }
    addText(pieces, text.substring(done));
    return List.copyOf(pieces);
  }

  private static void addText(List<Piece> pieces, String raw) {
    String readable = ReadableText.of(raw).strip();
    if (!raw.isEmpty() && Character.isWhitespace(raw.charAt(0))) {
      readable = " " + readable;
    }
    if (raw.length() > 1 && Character.isWhitespace(raw.charAt(raw.length() - 1))) {
      readable += " ";
    }
    if (!readable.isEmpty()) {
      pieces.add(new Piece(readable, Optional.empty()));
    }
  }

  private static Optional<Span> at(String text, int start) {
    Optional<Span> span =
        text.startsWith("\\(", start)
            ? between(text, start, 2, "\\)")
            : text.startsWith("\\[", start)
                ? between(text, start, 2, "\\]")
                : text.startsWith("$$", start)
                    ? between(text, start, 2, "$$")
                    : text.startsWith("$", start) ? between(text, start, 1, "$") : Optional.empty();
    return span.filter(
        found -> !LatexWords.isProse(text.substring(found.contentStart(), found.contentEnd())));
  }

  private static Optional<Span> between(String text, int start, int opening, String closing) {
    int contentStart = start + opening;
    int last = Math.min(text.length() - closing.length(), contentStart + LatexText.MAX_FORMULA);
    for (int i = contentStart; i <= last; i++) {
      if (text.startsWith(closing, i)) {
        return Optional.of(new Span(start, contentStart, i, i + closing.length()));
      }
      if (text.charAt(i) == '\\') {
        i++;
      }
    }
    return Optional.empty();
  }
}
