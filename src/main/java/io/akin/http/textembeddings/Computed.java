package io.akin.http.textembeddings;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;

/**
 * What an answer has cost.
 *
 * @param tokens of each text
 * @param inference waiting included, which the encoder does not tell apart
 */
record Computed(
    int characters, List<Integer> tokens, Duration total, Duration tokenising, Duration inference) {
  Computed {
    tokens = List.copyOf(tokens);
  }

  void putHeaders(Context context) {
    context
        .header("x-compute-type", "onnx")
        .header("x-compute-time", Long.toString(total.toMillis()))
        .header("x-compute-characters", Integer.toString(characters))
        .header(
            "x-compute-tokens", Long.toString(tokens.stream().mapToLong(Integer::longValue).sum()))
        .header("x-total-time", Long.toString(total.toMillis()))
        .header("x-tokenization-time", Long.toString(tokenising.toMillis()))
        .header("x-queue-time", "0")
        .header("x-inference-time", Long.toString(inference.toMillis()));
  }
}
