package io.akin.encoder.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineTest {
  /** A process of its own, which creates the environment and ends. */
  static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      System.out.println("has " + Engine.environment().getVersion());
    }
  }

  @Test
  void aLongCommandLineDoesNotEndTheProcess() throws IOException, InterruptedException {
    ProcessBuilder start =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Start.class.getName(),
                "x".repeat(20_000))
            .redirectErrorStream(true);
    start.environment().remove("ORT_DISABLE_TELEMETRY");
    Process process = start.start();

    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertEquals(0, process.waitFor(), said);
    assertEquals("has 1.29.0", said.strip());
  }
}
