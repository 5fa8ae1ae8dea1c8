package io.akin.harvest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArxivCategoryTest {

  @ParameterizedTest
  @CsvSource({
    "cs.CL, cs:cs:CL",
    "cs, cs",
    "math.AG, math:math:AG",
    "stat.ML, stat:stat:ML",
    "q-bio.BM, q-bio:q-bio:BM",
    "eess.AS, eess:eess:AS",
    "astro-ph.CO, physics:astro-ph:CO",
    "astro-ph, physics:astro-ph",
    "hep-th, physics:hep-th",
    "math-ph, physics:math-ph",
    "cond-mat.mtrl-sci, physics:cond-mat:mtrl-sci",
    "physics.optics, physics:physics:optics",
    "physics, physics:physics",
    "nlin.CD, physics:nlin:CD"
  })
  void aCategoryIsASet(String category, String set) {
    assertEquals(set, new ArxivCategory(category).set());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "CS.CL", "cs.", "cs:cs:CL", "biology", "cs.CL&set=math", "../cs", "cs.CL.LG"})
  void anythingElseIsNone(String category) {
    assertThrows(IllegalArgumentException.class, () -> new ArxivCategory(category));
  }
}
