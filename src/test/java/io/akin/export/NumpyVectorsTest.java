package io.akin.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.passthrough.PassthroughNDManager;
import io.akin.paper.PaperId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DJL makes of the array. */
class NumpyVectorsTest {
  @TempDir private Path folder;
  private Path target;

  @BeforeEach
  void write() throws Exception {
    target = folder.resolve("vectors");
    new Export(ExportFormat.NPY, Sample.rows(), false).to(target, false);
  }

  @Test
  void anotherParserReadsTheVectors() throws Exception {
    byte[] bytes = Files.readAllBytes(target.resolve("vectors.npy"));
    NDArray array = NDList.decode(PassthroughNDManager.INSTANCE, bytes).getFirst();

    assertEquals(new Shape(4, 3), array.getShape());
    assertEquals(DataType.FLOAT32, array.getDataType());
    assertArrayEquals(
        new float[] {1, 0, 0, 0.6f, 0.8f, 0, 0, 0.6f, -0.8f, 0, 0, -1}, array.toFloatArray());
  }

  @Test
  void theDataBeginsAtAMultipleOf64AsTheFormatAsks() throws Exception {
    assertEquals(0, (Files.size(target.resolve("vectors.npy")) - 4 * 3 * Float.BYTES) % 64);
  }

  @Test
  void identifiersAreInTheOrderOfTheVectors() throws Exception {
    assertEquals(
        Sample.ids(Sample.PAPERS).stream().map(PaperId::text).toList(),
        Files.readAllLines(target.resolve("ids.txt"), UTF_8));
  }
}
