package io.akin.paper;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
  /** Year, month and number, which has five digits from January 2015 on and had four before. */
  private static final String NEW =
      "(?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\\.\\d{4}"
          + "|(?:1[5-9]|[2-9]\\d)(?:0[1-9]|1[0-2])\\.\\d{5})";

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

  /** A number that a table or a data frame took for a decimal fraction. */
  private static final Pattern FRACTION =
      Pattern.compile(
          "(?:arxiv:\\s*|(?:https?://)?(?:[a-z]+\\.)?arxiv\\.org/abs/)"
              + "(\\d{3,4})\\.(\\d{1,17})(?:v\\d+)?");

  private static final int FIRST_OF_FIVE_DIGITS = 1501;

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
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher matcher = PASTED.matcher(lower);
    return matcher.matches()
        ? Optional.of(new ArxivId(withoutSubjectClass(matcher.group(1))))
        : ofFraction(lower);
  }

  private static String withoutSubjectClass(String id) {
    int slash = id.indexOf('/');
    int dot = slash < 0 ? -1 : id.lastIndexOf('.', slash);
    return dot < 0 ? id : id.substring(0, dot) + id.substring(slash);
  }

  /**
   * Restores a number that was stored as a binary fraction, and so lost zeros at its ends or gained
   * digits that are rounding errors: {@code arxiv:912.3275}, {@code arxiv:1910.049} and {@code
   * arxiv:1708.0073300000001} are 0912.3275, 1910.04900 and 1708.00733. Without {@code arxiv:}, a
   * fraction is not taken for an identifier.
   */
  private static Optional<ArxivId> ofFraction(String text) {
    Matcher matcher = FRACTION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int month = Integer.parseInt(matcher.group(1));
    int digits = month >= FIRST_OF_FIVE_DIGITS ? 5 : 4;
    BigDecimal stored = new BigDecimal(matcher.group(1) + "." + matcher.group(2));
    BigDecimal rounded = stored.setScale(digits, RoundingMode.HALF_EVEN);
    // A double near a number of eight or nine digits: what it loses is below this.
    boolean same = stored.subtract(rounded).abs().compareTo(new BigDecimal("1e-9")) < 0;
    String id = "0".repeat(4 - matcher.group(1).length()) + rounded.toPlainString();
    boolean sameMonth = rounded.intValue() == month;
    return same && sameMonth && FORM.matcher(id).matches()
        ? Optional.of(new ArxivId(id))
        : Optional.empty();
  }
}
