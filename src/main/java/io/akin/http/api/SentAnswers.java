package io.akin.http.api;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Answers as they were sent, for as long as they are the right ones: a page that shows the papers
 * related to its own asks for them each time it is opened. Those asked for the longest ago give
 * way. Thread-safe.
 */
final class SentAnswers {
  /** Bytes of all answers: some ten thousand of ten papers each. */
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  /** Longer ones are pages that nobody turns twice. */
  private static final int LONGEST = 64 * 1024;

  private final SequencedMap<String, byte[]> answers = new LinkedHashMap<>(16, 0.75f, true);
  private String stamp = "";
  private int bytes;

  /**
   * What was answered.
   *
   * @param of what answers depend on besides the request
   * @param request the address with its parameters
   * @return the caller must not change it
   */
  synchronized Optional<byte[]> find(String of, String request) {
    return of.equals(stamp) ? Optional.ofNullable(answers.get(request)) : Optional.empty();
  }

  /** Keeps an answer, which nobody may change. */
  synchronized void keep(String of, String request, byte[] answer) {
    if (!of.equals(stamp)) {
      answers.clear();
      bytes = 0;
      stamp = of;
    }
    if (answer.length > LONGEST || answers.putIfAbsent(request, answer) != null) {
      return;
    }
    bytes += size(request, answer);
    while (bytes > MOST_BYTES) {
      var oldest = answers.pollFirstEntry();
      bytes -= size(oldest.getKey(), oldest.getValue());
    }
  }

  private static int size(String request, byte[] answer) {
    return 2 * request.length() + answer.length;
  }
}
