package io.akin.cli;

import io.akin.index.RecallReport;
import java.util.Locale;

/** How a measured recall is printed. */
final class Recall {
  private Recall() {}

  static String text(RecallReport report) {
    if (report.queries() == 0) {
      return "recall@10 1: searches compare with every paper";
    }
    String target =
        report.target().isPresent()
            ? String.format(
                Locale.ROOT,
                ", chosen for %s%s",
                report.target().getAsDouble(),
                report.reached() ? "" : ", which it misses")
            : "";
    return String.format(
        Locale.ROOT,
        "recall@10 %.4f with gamma %.3f%s; measured with %d papers of %,d",
        report.recall(),
        report.gamma(),
        target,
        report.queries(),
        report.papers());
  }
}
