package io.akin.encoder.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.encoder.EncodeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir private Path temporary;

  private Path file(String header, byte... data) throws IOException {
    byte[] json = header.getBytes(UTF_8);
    return Files.write(
        temporary.resolve("a.safetensors"),
        ByteBuffer.allocate(Long.BYTES + json.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .put(data)
            .array());
  }

  @Test
  void tensorsOfThreeTypesAreReadAsFloats() throws IOException {
    Safetensors tensors =
        Safetensors.open(
            file(
                """
                {"__metadata__": {"format": "pt"},
                 "f32": {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]},
                 "f16": {"dtype": "F16", "shape": [1], "data_offsets": [4, 6]},
                 "bf16": {"dtype": "BF16", "shape": [2], "data_offsets": [6, 10]}}
                """,
                new byte[] {0, 0, (byte) 0xc0, 0x3f, 0, (byte) 0xc0, (byte) 0x80, 0x3f, 0, 0}));

    assertArrayEquals(new float[] {1.5f}, tensors.read("f32").orElseThrow().values());
    assertEquals(List.of(1, 1), tensors.read("f32").orElseThrow().shape());
    assertArrayEquals(new float[] {-2}, tensors.read("f16").orElseThrow().values());
    assertArrayEquals(new float[] {1, 0}, tensors.read("bf16").orElseThrow().values());
    assertEquals(Optional.empty(), tensors.read("other"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "{\"w\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}",
        "{\"w\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [-4, 0]}}",
        "{\"w\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"F32\", \"shape\": [65536, 65536, 65537], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"F32\", \"shape\": [-1], \"data_offsets\": [0, 4]}}",
        "{\"w\": {\"dtype\": \"I64\", \"shape\": [1], \"data_offsets\": [0, 4]}}",
        "{\"w\": {}}",
        "{\"w\": 1}"
      })
  void whatDisagreesWithTheFileIsRefused(String header) throws IOException {
    Path file = file(header, new byte[4]);

    EncodeException e = assertThrows(EncodeException.class, () -> Safetensors.open(file).read("w"));

    assertTrue(String.valueOf(e.getMessage()).contains("a.safetensors"), e.getMessage());
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    byte[] whole = TinyModel.safetensors(new float[][] {{1, 2}}, new float[] {3});
    for (int length = 0; length < whole.length; length++) {
      Path file = Files.write(temporary.resolve("cut"), Arrays.copyOf(whole, length));

      assertThrows(EncodeException.class, () -> Safetensors.open(file));
    }
  }
}
