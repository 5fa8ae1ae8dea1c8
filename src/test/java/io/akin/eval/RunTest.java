package io.akin.eval;

import static io.akin.eval.RankingTest.ranking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBackToTheLastBit() throws IOException {
    Run run =
        new Run(
            Map.of(
                "q1",
                ranking("hep-th/9901001", 0.1f, "b", 1 / 3.0, "c", -1e-17),
                "q2",
                ranking("風", 1)));
    Path file = folder.resolve("a.run");

    run.writeTo(file);

    assertEquals(run, Run.readFrom(file));
  }

  @Test
  void aRunIsWrittenInTheFormOfTrec() throws IOException {
    Path file = folder.resolve("a.run");

    new Run(Map.of("q", ranking("a", 0.25, "b", 0.5))).writeTo(file);

    assertEquals("q Q0 b 1 0.5 akin\nq Q0 a 2 0.25 akin\n", Files.readString(file));
  }

  @Test
  void theRankInAFileIsNotBelieved() throws IOException {
    Path file = folder.resolve("a.run");
    Files.writeString(file, "q Q0 a 1 0.1 t\r\n\n  q\tQ0 b 2   7 t\n");

    assertEquals(List.of("b", "a"), Run.readFrom(file).ranking("q").orElseThrow().ids());
  }

  @ParameterizedTest
  @CsvSource({
    "'q Q0 b 2 0.1', 'has 5 fields; write six: query Q0 document rank score tag'",
    "'q Q0 b 2 NaN t', 'has the score ''NaN''; write a finite number'",
    "'q Q0 b 2 high t', 'has the score ''high''; write a finite number'",
    "'q Q0 a 2 0.1 t', 'ranks a for q a second time; leave one of the two out'",
  })
  void aMalformedLineIsNamed(String line, String complaint) throws IOException {
    Path file = folder.resolve("a.run");
    Files.writeString(file, "q Q0 a 1 0.1 t\n\n" + line + "\n");

    var refused = assertThrows(IOException.class, () -> Run.readFrom(file));

    assertEquals(file + ":3: " + complaint, refused.getMessage());
  }

  @Test
  void aQueryThatARunFileCannotHoldIsRefused() {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Run(Map.of("two words", ranking("a", 1))));

    assertTrue(refused.toString().contains("two words"), refused.toString());
  }
}
