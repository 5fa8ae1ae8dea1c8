package io.akin.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvalReportTest {
  static EvalReport.Row row(String benchmark, String configuration, String metric, double value) {
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    metrics.put(metric, new Estimate(value, value - 0.01, value + 0.01));
    metrics.put("mrr", new Estimate(0.5, 0.4, 0.6));
    return new EvalReport.Row(benchmark, configuration, "tiny", 7, metrics, Optional.empty());
  }

  private static EvalReport sample() {
    EvalReport.Row fused = row("kites", "a|b", "map", 0.25);
    return new EvalReport(
        Map.of("machine", "abacus"),
        List.of(
            row("kites", "dense", "map", 0.23456),
            new EvalReport.Row(
                fused.benchmark(),
                fused.configuration(),
                fused.model(),
                fused.queries(),
                fused.metrics(),
                Optional.of(
                    new EvalReport.Comparison(
                        "dense", Map.of("map", new Estimate(0.01544, -0.00004, 0.03))))),
            row("boats", "dense", "ndcg@10", 0.5)));
  }

  @Test
  void theTableHasAFigureAndItsIntervalInACell() {
    assertEquals(
        """
        - machine: abacus

        ### kites

        | configuration | model | queries | map | mrr | difference |
        | --- | --- | --- | --- | --- | --- |
        | dense | tiny | 7 | 0.2346 (0.2246 to 0.2446) | 0.5000 (0.4000 to 0.6000) |  |
        | a\\|b | tiny | 7 | 0.2500 (0.2400 to 0.2600) | 0.5000 (0.4000 to 0.6000) | map +0.0154 (0.0000 to +0.0300) against dense |

        ### boats

        | configuration | model | queries | ndcg@10 | mrr |
        | --- | --- | --- | --- | --- |
        | dense | tiny | 7 | 0.5000 (0.4900 to 0.5100) | 0.5000 (0.4000 to 0.6000) |
        """,
        sample().toMarkdown());
  }

  @Test
  void theJsonHasTheSameFigures() {
    EvalReport report =
        new EvalReport(Map.of("machine", "abacus"), List.of(sample().rows().get(1)));

    assertEquals(
        """
        {
          "facts" : {
            "machine" : "abacus"
          },
          "rows" : [ {
            "benchmark" : "kites",
            "configuration" : "a|b",
            "model" : "tiny",
            "queries" : 7,
            "metrics" : {
              "map" : {
                "value" : 0.2500,
                "low" : 0.2400,
                "high" : 0.2600
              },
              "mrr" : {
                "value" : 0.5000,
                "low" : 0.4000,
                "high" : 0.6000
              }
            },
            "baseline" : "dense",
            "differences" : {
              "map" : {
                "value" : 0.0154,
                "low" : 0.0000,
                "high" : 0.0300
              }
            }
          } ]
        }
        """,
        report.toJson());
  }

  @Test
  void aRowHoldsItsMeasurementAndTheDifferenceToAnother() {
    Measurement better = measurement(0.75);
    Measurement baseline = measurement(0.5);
    Bootstrap bootstrap = new Bootstrap(1);

    EvalReport.Row row =
        EvalReport.Row.of("kites", "fused", "tiny", better, bootstrap)
            .comparedWith("dense", better, baseline, bootstrap);

    assertEquals(
        new EvalReport.Row(
            "kites",
            "fused",
            "tiny",
            2,
            Map.of("map", new Estimate(0.75, 0.75, 0.75)),
            Optional.of(
                new EvalReport.Comparison("dense", Map.of("map", new Estimate(0.25, 0.25, 0.25))))),
        row);
  }

  private static Measurement measurement(double value) {
    return new Measurement(
        List.of(new QueryScores("map", Map.of("q", value, "r", value), Map.of())), 0);
  }
}
