package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimdTest {
  @Test
  void theTestsRunWithIt() {
    assertEquals(Optional.empty(), Simd.missing());
  }

  @Test
  void whatIsMissingIsSaidWithTheNextStep() {
    assertTrue(Simd.missing(false, true, true).orElseThrow().contains("bin/akin sets it"));
    assertTrue(Simd.missing(true, false, true).orElseThrow().contains("HotSpot"));
    assertTrue(Simd.missing(true, true, false).orElseThrow().contains("compiler is off"));
  }
}
