package io.akin.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An identifier of a paper, written {@code scheme:value}, such as {@code arxiv:2306.00978}.
 *
 * <p>Identifiers are ordered from the most telling to the least: arXiv, DOI, a source's own, the
 * hash of the title. The first of a paper's identifiers is the one it is known by.
 */
public sealed interface PaperId extends Comparable<PaperId>
    permits ArxivId, Doi, SourceId, LocalId {

  /** The part before the colon, lower case. */
  String scheme();

  /** The part after the colon. It may hold slashes and further colons, never white space. */
  String value();

  /** {@code scheme:value}; {@link #parse} reads it back. */
  default String text() {
    return scheme() + ":" + value();
  }

  @Override
  default int compareTo(PaperId other) {
    return ORDER.compare(this, other);
  }

  Comparator<PaperId> ORDER =
      Comparator.<PaperId>comparingInt(PaperId::rank).thenComparing(PaperId::byText);

  /** As the texts compare, which are made only when they are needed. */
  private static int byText(PaperId one, PaperId other) {
    return one.scheme().equals(other.scheme())
        ? one.value().compareTo(other.value())
        : one.text().compareTo(other.text());
  }

  /** The place of its kind among the kinds, 0 for the most telling. */
  default int rank() {
    return switch (this) {
      case ArxivId _ -> 0;
      case Doi _ -> 1;
      case SourceId _ -> 2;
      case LocalId _ -> 3;
    };
  }

  /**
   * Reads an identifier in any form people paste: bare or with its scheme, in any case, as an arXiv
   * or DOI address, with a version (which is dropped).
   *
   * @return empty when the text has the form of no identifier, as a title has not
   */
  static Optional<PaperId> parse(String text) {
    String stripped = Text.oneLine(text);
    return ArxivId.parse(stripped)
        .<PaperId>map(id -> id)
        .or(() -> Doi.parse(stripped))
        .or(() -> LocalId.parse(stripped))
        .or(() -> SourceId.parse(stripped));
  }

  /**
   * Reads what {@link #text} has written, and nothing else.
   *
   * @throws IllegalArgumentException when the text is not so written
   */
  static PaperId ofText(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("want scheme:value, got " + text);
    }
    String value = text.substring(colon + 1);
    return switch (text.substring(0, colon)) {
      case "arxiv" -> new ArxivId(value);
      case "doi" -> new Doi(value);
      case "local" -> new LocalId(value);
      case String scheme -> new SourceId(scheme, value);
    };
  }

  /**
   * What a person may mean by the text, the most likely first: the identifier it spells, and the
   * paper it is the title of.
   */
  static List<PaperId> meantBy(String text) {
    List<PaperId> candidates = new ArrayList<>();
    parse(text).ifPresent(candidates::add);
    if (!text.isBlank()) {
      candidates.add(LocalId.ofTitle(text));
    }
    return List.copyOf(candidates);
  }
}
