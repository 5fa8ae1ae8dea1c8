package io.akin.paper;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An arXiv identifier without its version: {@code 2306.00978}, or {@code hep-th/9901001} as given
 * out before April 2007.
 *
 * @param value canonical form; an old identifier keeps its archive ({@code hep-th/9901001} and
 *     {@code math/9901001} are two papers) and loses its subject class ({@code math.GT/0309136} is
 *     {@code math/0309136})
 * @see <a href="https://info.arxiv.org/help/arxiv_identifier.html">arXiv identifiers</a>
 */
public record ArxivId(String value) implements PaperId {
  private static final String NEW = "\\d{2}(?:0[1-9]|1[0-2])\\.\\d{4,5}";

  /** The archives that gave out old identifiers; other words before a slash are no archive. */
  private static final String ARCHIVE =
      "(?:acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg"
          + "|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math"
          + "|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int"
          + "|stat|supr-con)";

  private static final String OLD = ARCHIVE + "(?:\\.[a-z-]+)?/\\d{7}";
  private static final Pattern FORM = Pattern.compile(NEW + "|" + ARCHIVE + "/\\d{7}");
  private static final Pattern PASTED =
      Pattern.compile(
          "(?:(?:https?://)?(?:[a-z]+\\.)?arxiv\\.org/(?:abs|pdf|html|format|e-print)/|arxiv:\\s*"
              + "|(?:https?://(?:dx\\.|www\\.)?doi\\.org/|doi:\\s*)?10\\.48550/arxiv\\.)?"
              + ("(" + NEW + "|" + OLD + ")")
              + "(?:v\\d+)?(?:\\.pdf)?/?(?:[?#].*| \\[[a-z.-]+\\].*)?");

  public ArxivId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "want an arXiv identifier such as 2306.00978 or hep-th/9901001, got " + value);
    }
  }

  @Override
  public String scheme() {
    return "arxiv";
  }

  static Optional<ArxivId> parse(String text) {
    Matcher matcher = PASTED.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? Optional.of(new ArxivId(matcher.group(1).replaceFirst("\\.[a-z-]+/", "/")))
        : Optional.empty();
  }
}
