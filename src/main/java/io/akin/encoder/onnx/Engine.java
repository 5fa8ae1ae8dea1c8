package io.akin.encoder.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The process's one ONNX Runtime environment, with telemetry off.
 *
 * <p>Since 1.29 ONNX Runtime's Linux library reports its use to its makers, unless an environment
 * variable is set when its environment is created. Before any report it searches the process's
 * command line with a recursive regular expression, which overflows the stack and ends the process
 * where the command line is long (observed with a class path of 7 KB).
 */
final class Engine {
  private static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";
  private static final OrtEnvironment ENVIRONMENT = create();

  private Engine() {}

  static OrtEnvironment environment() {
    return ENVIRONMENT;
  }

  private static OrtEnvironment create() {
    if (System.getenv(NO_TELEMETRY) == null) { // bin/akin sets it
      setVariable();
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not switch its telemetry off", e);
    }
    return environment;
  }

  /** Java cannot set a variable of its own process; the C library can. */
  @SuppressWarnings("restricted") // the program's manifest and scripts allow native access
  private static void setVariable() {
    Linker linker = Linker.nativeLinker();
    MemorySegment setenv = linker.defaultLookup().find("setenv").orElse(MemorySegment.NULL);
    if (setenv.equals(MemorySegment.NULL)) {
      return; // Windows, whose library is told by setTelemetry alone
    }
    try (Arena arena = Arena.ofConfined()) {
      var _ =
          (int)
              linker
                  .downcallHandle(
                      setenv,
                      FunctionDescriptor.of(
                          ValueLayout.JAVA_INT,
                          ValueLayout.ADDRESS,
                          ValueLayout.ADDRESS,
                          ValueLayout.JAVA_INT))
                  .invokeExact(arena.allocateFrom(NO_TELEMETRY), arena.allocateFrom("1"), 1);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setenv failed", e);
    }
  }
}
