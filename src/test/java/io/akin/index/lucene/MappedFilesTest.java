package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.ReadAdvice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeTwoSegments() throws IOException {
    Files.write(folder.resolve("_0.vec"), new byte[300]);
    Files.write(folder.resolve("_1.vec"), new byte[200]);
    Files.write(folder.resolve("_1.vex"), new byte[10_000]);
  }

  @Test
  void vectorsThatMemoryHoldsAreReadAsTheSystemSeesFit() {
    assertEquals(Optional.empty(), advice("_0.vec", IOContext.DEFAULT, 1_300));
  }

  @Test
  void ofVectorsThatItDoesNotHoldNoMoreIsReadThanIsAskedFor() {
    assertEquals(Optional.of(ReadAdvice.RANDOM), advice("_0.vec", IOContext.DEFAULT, 1_200));
    assertEquals(Optional.of(ReadAdvice.RANDOM), advice("_1.vec", IOContext.DEFAULT, 1_200));
  }

  @Test
  void mergesReadThemInTheirOrder() {
    assertEquals(
        Optional.of(ReadAdvice.SEQUENTIAL),
        advice("_0.vec", IOContext.DEFAULT.withHints(DataAccessHint.SEQUENTIAL), 100));
  }

  @Test
  void otherFilesAreReadAsTheSystemSeesFit() {
    assertEquals(Optional.empty(), advice("_1.vex", IOContext.DEFAULT, 100));
  }

  private Optional<ReadAdvice> advice(String name, IOContext context, long memory) {
    return MappedFiles.advice(folder, name, context, memory);
  }
}
