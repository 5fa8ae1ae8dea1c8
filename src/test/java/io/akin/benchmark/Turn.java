package io.akin.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One way of a contender, which has its turn in every round. Akin encodes the same texts just
 * before it, so that the two meet the same machine: others may want it for a while, and its clock
 * changes.
 *
 * @param model name of the model, empty for the matrices
 * @param akin what it is set against
 * @param measured what it measured, round by round
 * @param beside what Akin measured just before, in seconds
 */
record Turn(
    Rival rival, String model, String way, Rival akin, List<Double> measured, List<Double> beside) {
  static final String AKIN = "akin";
  static final String MATRICES = "matrices";

  static Turn of(Rival rival, String model, String way, Rival akin) {
    return new Turn(rival, model, way, akin, new ArrayList<>(), new ArrayList<>());
  }

  void warmUp(int texts) throws IOException {
    var _ = akin.run(EncoderContender.WAY, texts);
    var _ = rival.run(way, texts);
  }

  void take(int texts) throws IOException {
    beside.add(akin.run(EncoderContender.WAY, texts));
    measured.add(rival.run(way, texts));
  }

  /** How many times Akin's rate is that of this one, round by round. */
  List<Double> times() {
    return Medians.ratios(measured, beside);
  }

  boolean isMatrices() {
    return rival.name().equals(MATRICES);
  }

  boolean isAkin() {
    return rival.name().equals(AKIN);
  }

  String name() {
    return rival.name() + " " + way;
  }
}
