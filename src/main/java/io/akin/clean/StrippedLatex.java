package io.akin.clean;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads formulas from which a web page has stripped the backslashes and dollar signs. Only words
 * that cannot be prose are touched: {@code mathcal{O}}, {@code 8.7times}, {@code langle}.
 */
final class StrippedLatex {
  /** Commands whose name, right before a brace, is no English word or makes no sense there. */
  private static final Pattern WITH_ARGUMENT =
      Pattern.compile(
          "(?<![\\\\\\p{L}])(mathcal|mathbb|mathbf|mathrm|mathsf|mathit|mathtt|mathfrak|boldsymbol"
              + "|operatorname|textbf|textit|texttt|textsc|textrm|textsf|emph|underline|widetilde"
              + "|widehat|overline|sqrt|frac|tilde|hat|text|mbox|url|citep?|citet)(?=\\{)");

  private static final Pattern WORDS =
      Pattern.compile(
          "(?<![\\\\\\p{L}])(langle|rangle|lceil|rceil|lfloor|rfloor|widetilde ?(?=Theta|Omega|O\\()"
              + "|varepsilon|ell(?=_|\\^)|leq(?= )|geq(?= ))(?!\\p{Ll})");

  /** Greek letters that stand alone in braces. */
  private static final Pattern ALONE =
      Pattern.compile(
          "\\{(alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho"
              + "|sigma|tau|phi|varphi|chi|psi|omega)\\}");

  private static final Pattern TIMES = Pattern.compile("(?<=\\d)(?:times)(?![\\p{Ll}])");
  private static final Pattern WIDE =
      Pattern.compile("(?<![\\\\\\p{L}])widetilde ?(Theta|Omega|O)(?=[({])");

  private StrippedLatex() {}

  /** Whether the text may have any of it; cheap. */
  static boolean maybeIn(String text) {
    return isCounted(text)
        || text.contains("langle")
        || text.contains("rangle")
        || text.contains("widetilde")
        || text.contains("varepsilon")
        || text.contains("ell_");
  }

  /** Whether a number stands right before "times"; prose has a space there. */
  private static boolean isCounted(String text) {
    int at = text.indexOf("times");
    while (at > 0 && !Character.isDigit(text.charAt(at - 1))) {
      at = text.indexOf("times", at + 1);
    }
    return at > 0;
  }

  /** The text with the backslashes put back where they were. */
  static String restored(String text) {
    String out = text;
    if (out.indexOf('{') >= 0) {
      out = WITH_ARGUMENT.matcher(out).replaceAll("\\\\$1");
      out = ALONE.matcher(out).replaceAll("\\\\$1{}");
    }
    if (maybeIn(out)) {
      out = TIMES.matcher(out).replaceAll("×");
      out = WIDE.matcher(out).replaceAll("\\\\widetilde{\\\\$1}").replace("{\\O}", "{O}");
      Matcher words = WORDS.matcher(out);
      out = words.replaceAll("\\\\$1{}");
    }
    return out;
  }
}
