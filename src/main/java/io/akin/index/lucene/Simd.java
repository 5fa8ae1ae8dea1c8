package io.akin.index.lucene;

import java.util.Optional;
import org.apache.lucene.util.Constants;

/**
 * Whether Lucene compares vectors with the processor's wide registers. It does not tell, so this
 * asks what it asks (10.6, {@code VectorizationProvider}), but for the width of the registers,
 * which every 64-bit x86 and ARM processor has enough of.
 */
public final class Simd {
  private Simd() {}

  /** Why it does not, or nothing where it does. */
  public static Optional<String> missing() {
    return missing(
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        Constants.IS_HOTSPOT_VM && !Constants.IS_JVMCI_VM,
        !Constants.IS_CLIENT_VM);
  }

  static Optional<String> missing(boolean module, boolean hotspot, boolean optimising) {
    if (!module) {
      return Optional.of(
          "the JVM was started without --add-modules jdk.incubator.vector; bin/akin sets it");
    }
    if (!hotspot) {
      return Optional.of("the JVM is not HotSpot with its own compiler");
    }
    return optimising ? Optional.empty() : Optional.of("the JVM's optimising compiler is off");
  }
}
