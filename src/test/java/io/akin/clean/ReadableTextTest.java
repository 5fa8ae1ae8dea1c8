package io.akin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReadableTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          a gain of 12.5\\% in Q\\&A         | a gain of 12.5% in Q&A
          \\$184M and \\#1 of a\\_b          | $184M and #1 of a_b
          \\emph{very} {\\bf bold} words     | very bold words
          {\\em heterogeneous} data          | heterogeneous data
          a \\textbf{\\textit{nested}} style | a nested style
          {BERT} and {\\sc Small}            | BERT and Small
          Schr\\"odinger, Poincar\\'{e}      | Schrödinger, Poincaré
          na\\"{\\i}vely, Erd\\H{o}s, \\v{C}eněk | naïvely, Erdős, Čeněk
          \\c{C}a \\~na \\aa \\ss{} \\o      | Ça ña å ß ø
          an object\\'s shape                | an object's shape
          $\\alpha$-divergence               | α-divergence
          $O(\\sqrt{T \\log K})$ regret      | O(√(T log K)) regret
          $\\mathcal{O}(n^2)$ time           | O(n²) time
          $\\tilde{\\mathcal{O}}(H^{5/2})$   | Õ(H^(5/2))
          $\\mathbb{R}^{n \\times p}$        | ℝ^(n × p)
          $x_1, x_i, n_{\\mathrm{alg}}$      | x₁, x_i, n_alg
          $\\beta^*$ and $10^{-3}$           | β* and 10⁻³
          $\\frac{1}{2}$ or $\\frac{4}{3\\pi}$ | 1/2 or 4/(3π)
          $\\frac{\\log m}{\\epsilon^{2}}$   | (log m)/(ε²)
          $n\\log n$ and $mn\\log\\frac{1}{\\epsilon}$ | n log n and mn log 1/ε
          $\\left\\{0, 1\\right\\}^n$        | {0, 1}ⁿ
          $\\hat{x}$ and $\\bar{XY}$         | x̂ and XY
          \\(a \\leq b\\) and \\[c \\to d\\] | a ≤ b and c → d
          ( $$\\sim $$ 8 )                   | ( ∼ 8 )
          $25\\times$ faster, 8.7times more  | 25× faster, 8.7× more
          five times three                   | five times three
          costs $5 million or $10 in all     | costs $5 million or $10 in all
          US$ 3 and a price of $400K         | US$ 3 and a price of $400K
          prior work~\\cite{kin2024}.        | prior work.
          as \\citet{kin} say\\footnote{Or so.} | as say
          see \\url{https://example.org/~ada/a_b} | see https://example.org/~ada/a_b
          \\href{https://example.org}{our code} | our code
          code at https://example.org/x{here}. | code at https://example.org/x (here).
          at https://example.org/~ada/page   | at https://example.org/~ada/page
          about ~10% and 1.5~2 and k ~ N(0,1) | about ~10% and 1.5~2 and k ~ N(0,1)
          language models~(LLMs)             | language models (LLMs)
          ``quoted'' and `single'            | “quoted” and `single'
          the \\overfeat network, \\method\\ on | the overfeat network, method on
          \\LaTeX{} and \\eg this            | LaTeX and e.g. this
          in mathcal{O}(d^k) samples         | in O(d^k) samples
          widetilde Theta(d^{kq}) samples    | Θ̃(d^(kq)) samples
          distant {bf MASK} tokens           | distant MASK tokens
          langle x, y rangle^{-1}            | ⟨ x, y ⟩⁻¹
          model ({varphi}) decides {when}    | model (φ) decides when
          labels {0, 1} and {MNIST, SVHN}    | labels {0, 1} and {MNIST, SVHN}
          depths in {5, 10} and signs in $\\{\\pm1, \\pm i\\}$ | depths in 5, 10 and signs in ±1, ± i
          set $HOME and $PATH first          | set $HOME and $PATH first
          in C:\\Users\\ada\\kin.csv, ~/.bashrc | in C:\\Users\\ada\\kin.csv, ~/.bashrc
          A \\begin{itemize}\\item one\\end{itemize} | A one
          AT&amp;T, p &lt; 0.05, caf&eacute; | AT&T, p < 0.05, café
          R&D, a < b > c, p<0.05             | R&D, a < b > c, p<0.05
          <jats:p>H<sub>2</sub>O is <i>wet</i></jats:p> | H₂O is wet
          the <think> and </think> tokens    | the <think> and </think> tokens
          x<sup>2</sup> and 10<sup>-6</sup>  | x² and 10⁻⁶
          ef\uFB01cient co\u00ADop\u200Beration | efficient cooperation
          cafe\u0301                         | café
          10\\times faster                   | 10× faster
          """)
  void textIsMadeReadable(String source, String readable) {
    assertEquals(readable, ReadableText.of(source).strip());
  }

  @Test
  void plainTextIsLeftAsItIs() {
    String text =
        "We study kinship (2024): 5 of 10 papers -- \"all\" of them, it's said; a_b, x^2.";

    assertSame(text, ReadableText.of(text));
  }

  @Test
  void aDocumentAroundAFormulaIsTheFormula() {
    String source =
        "for \\documentclass[12pt]{minimal} \\usepackage{amsmath} \\setlength{\\oddsidemargin}{-69pt}"
            + " \\begin{document}$$k = 3$$\\end{document} groups";

    assertEquals("for k = 3 groups", ReadableText.of(source).replaceAll(" +", " "));
  }

  static Stream<String> hostile() {
    return Stream.of(
        "{".repeat(100_000),
        "}".repeat(100_000),
        "\\".repeat(99_999),
        "$".repeat(99_999),
        "{".repeat(50_000) + "}".repeat(50_000),
        "\\sqrt{".repeat(15_000) + "x" + "}".repeat(15_000),
        "$" + "\\frac".repeat(20_000) + "$",
        "$" + "x^".repeat(900) + "$",
        "\\hat".repeat(25_000),
        "\\(".repeat(50_000),
        "\\a".repeat(150_000),
        "<i>".repeat(30_000),
        "<i>x".repeat(20_000) + "</i>",
        "&amp;".repeat(20_000),
        "\\footnote{".repeat(10_000),
        "\\cite[".repeat(15_000),
        "https://a{".repeat(9_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileTextTakesNoLongerThanItsLengthAllows(String text) {
    String readable = assertTimeoutPreemptively(Duration.ofSeconds(2), () -> ReadableText.of(text));

    assertTrue(readable.length() <= 4 * text.length(), () -> "grew to " + readable.length());
  }

  @Property(tries = 2_000)
  void whateverTheTextTheResultHasNoEmptyBracesAndIsNotMuchLonger(@ForAll String text) {
    String readable = ReadableText.of(text);

    assertFalse(readable.contains("\\emph"), readable);
    assertTrue(readable.length() <= 8 * text.length() + 8, () -> "grew to " + readable.length());
  }

  @Test
  void mixturesOfSignsAreReadWithoutFailing() {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<String> parts =
        List.of(
            "\\",
            "$",
            "{",
            "}",
            "^",
            "_",
            "~",
            "&",
            "<i>",
            "</i>",
            "\\frac",
            "\\sqrt",
            "\\hat",
            "\\left",
            "\\begin",
            "\\cite",
            "\\\"",
            "\\'",
            "\\(",
            "\\)",
            "[",
            "]",
            "x",
            "kin",
            " ",
            "``",
            "''",
            "times",
            "5",
            "ell_",
            "rangle",
            "\\textbf",
            "\\footnote",
            "https://a.b");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(1, 30); part > 0; part--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      String readable = ReadableText.of(text.toString());
      assertFalse(readable.contains("\\frac"), () -> text + ", tests.seed=" + seed);
    }
  }
}
