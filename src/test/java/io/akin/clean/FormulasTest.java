package io.akin.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.clean.Formulas.Piece;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulasTest {

  @Test
  void aTextIsCutIntoWhatIsReadAndWhatIsSet() {
    assertEquals(
        List.of(
            new Piece("On ", Optional.empty()),
            new Piece("O(n²)", Optional.of("O(n^2)")),
            new Piece(" attention, and Gödel", Optional.empty())),
        Formulas.in("On $O(n^2)$ attention, and G\\\"odel"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\(x_1\\)", "\\[ x_1 \\]", "$$x_1$$", "$x_1$"})
  void everyDelimiterIsKnown(String formula) {
    assertEquals(
        List.of(
            new Piece("a ", Optional.empty()),
            new Piece("x₁", Optional.of("x_1")),
            new Piece(".", Optional.empty())),
        Formulas.in("a " + formula + "."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from $5 to $10 a month",
        "costs \\$5 and \\$6",
        "an open $ sign",
        "",
        "no formula at all"
      })
  void moneyAndLoneSignsAreNoFormulae(String text) {
    assertEquals(
        Optional.empty(), Formulas.in(text).stream().flatMap(p -> p.tex().stream()).findFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On $O(n^2)$ attention",
        "$\\alpha$-divergence: {\\em a} study of $x < y$ &amp; $\\mathbb{R}^d$",
        "If $a$ costs \\$5, \\textbf{then} $b$ does",
        "plain & simple"
      })
  void thePartsReadAsTheWholeDoes(String source) {
    StringBuilder read = new StringBuilder();
    Formulas.in(source).forEach(piece -> read.append(piece.text()));
    assertEquals(PaperCleaner.clean(source), read.toString());
  }
}
