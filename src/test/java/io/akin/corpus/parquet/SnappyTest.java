package io.akin.corpus.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnappyTest {

  /** A block in hexadecimal, expanded to so many bytes. */
  private static String expand(String hex, int size) throws IOException {
    byte[] block = HexFormat.of().parseHex(hex);
    return new String(Snappy.expand(block, 0, block.length, size), US_ASCII);
  }

  @Test
  void literalsAndCopiesOfEveryKindAreExpanded() throws IOException {
    assertEquals("kin", expand("03086b696e", 3));
    assertEquals("kinkinki", expand("08086b696e0503", 8));
    assertEquals("kinkin", expand("06086b696e0a0300", 6));
    assertEquals("kinkin", expand("06086b696e0b03000000", 6));
    assertEquals("k".repeat(62), expand("3e006bf20100", 62));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // no length
        "ffffffffffff", // a length without end
        "04086b696e", // shorter than it says
        "03106b696e6b69", // a literal beyond the block
        "03fcffffffff", // a literal of 4 GiB
        "08086b696e0504", // a copy from before the start
        "08086b696e0500", // a copy from here
        "04086b696e0503", // a copy beyond the end
        "03086b696e05" // cut
      })
  void aDamagedBlockIsToldAsSuch(String hex) {
    assertThrows(MalformedException.class, () -> expand(hex, 3));
  }
}
