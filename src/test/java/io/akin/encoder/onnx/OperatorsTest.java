package io.akin.encoder.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.encoder.EncodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorsTest {
  @TempDir private Path temporary;

  private Path file(byte[] content) throws IOException {
    return Files.write(temporary.resolve("model.onnx"), content);
  }

  @Test
  void operatorsAreFoundAmongWeightsAndInInnerGraphs() throws IOException {
    byte[] file =
        new OnnxFile()
            .floats("Weights", new float[50][50])
            .node("Gather", "a", "b")
            .attribute("axis", 1)
            .node("If", "c", "a")
            .attributeWithGraph("then_branch", "DynamicQuantizeLinear")
            .bytes();

    assertEquals(Set.of("DynamicQuantizeLinear", "Gather", "If"), Operators.of(file(file)));
    assertTrue(Operators.quantizeAtRun(file(file)));
  }

  @Test
  void namesAloneDoNotMakeAnOperator() throws IOException {
    byte[] file = new OnnxFile().node("Identity", "DynamicQuantizeLinear", "a").bytes();

    assertFalse(Operators.quantizeAtRun(file(file)));
  }

  @Test
  void theDefaultModelDoesNotQuantise() throws IOException {
    assertFalse(Operators.quantizeAtRun(Golden.model().weights()));
  }

  @Test
  void aFileThatIsCutInItsGraphIsRefused() throws IOException {
    byte[] whole = new OnnxFile().floats("w", new float[9][9]).node("Gather", "a", "b").bytes();

    for (int length = 5; length < whole.length - 20; length++) {
      Path cut = file(Arrays.copyOf(whole, length));
      assertThrows(EncodeException.class, () -> Operators.of(cut), "at " + length);
    }
  }
}
