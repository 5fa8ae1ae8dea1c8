package io.akin.corpus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The material beside the repository that a test may read where there is any. */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file or folder of the material; where it is absent the test that asks is skipped. */
  public static Path require(String name) {
    Path path = Path.of("..", "shared").resolve(name);
    assumeTrue(Files.exists(path), () -> "skipped: no " + path);
    return path;
  }
}
