package io.akin.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.Signals;

/**
 * Hears that the process is asked to end, by Ctrl-C or from outside, instead of the virtual machine
 * ending at once: ONNX Runtime frees its environment in a shutdown hook of its own, beside which
 * nothing that still encodes can be brought to an end.
 */
final class StopSignal implements AutoCloseable {
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private final Map<String, Object> before = new LinkedHashMap<>();

  private StopSignal() {}

  /** Runs something when the process is asked to end, each time in a thread of its own. */
  static StopSignal then(Runnable stop) {
    StopSignal signal = new StopSignal();
    for (String name : NAMES) {
      Object previous = Signals.register(name, stop);
      if (previous != null) { // not every system has every signal
        signal.before.put(name, previous);
      }
    }
    return signal;
  }

  /** What came before is in force again. */
  @Override
  public void close() {
    before.forEach(Signals::unregister);
  }
}
