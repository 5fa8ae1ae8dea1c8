package io.akin.experiment.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.akin.experiment.Method;
import io.akin.index.PaperFilter;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ExperimentJsonTest {
  @Test
  void nothingAtAllAsksForTheNewestPapersByKMeans() {
    ExperimentJson asked = ExperimentJson.read("{}");

    assertEquals(Method.DEFAULT, asked.method());
    assertTrue(asked.papers().isEmpty());
    assertEquals(PaperFilter.ALL, asked.filter());
    assertEquals(500, asked.limit());
    assertEquals(0, asked.seed());
  }

  @Test
  void aRequestForPapersIsReadAsEverywhere() {
    ExperimentJson asked =
        ExperimentJson.read(
            """
            {"positive": ["2306.00978"], "mode": "dense", "filter": {"has_code": true},
             "limit": 40, "method": "kmeans", "clusters": 4, "seed": 9}""");

    assertEquals(new Method.KMeans(OptionalInt.of(4)), asked.method());
    assertEquals(1, asked.papers().orElseThrow().positives().size());
    assertEquals(1, asked.papers().orElseThrow().filter().conditions().size());
    assertEquals(40, asked.limit());
    assertEquals(9, asked.seed());
  }

  @Test
  void hdbscanHasOptionsOfItsOwn() {
    assertEquals(
        new Method.Hdbscan(5, false),
        ExperimentJson.read(
                """
                {"method": "hdbscan", "min_cluster_size": 5, "noise": "nearest"}""")
            .method());
    assertEquals(
        new Method.Hdbscan(15, true), ExperimentJson.read("{\"method\": \"hdbscan\"}").method());
  }

  static final List<Arguments> MISTAKES =
      List.of(
          arguments("[]", "must be an object"),
          arguments("{\"method\": \"dbscan\"}", "'method' must be kmeans or hdbscan"),
          arguments("{\"method\": 3}", "'method' must be kmeans or hdbscan"),
          arguments("{\"clusters\": 0}", "from 1 to 10000"),
          arguments("{\"clusters\": \"8\"}", "'clusters' must be a whole number"),
          arguments("{\"clusters\": 1.5}", "'clusters' must be a whole number"),
          arguments("{\"method\": \"hdbscan\", \"clusters\": 2}", "'clusters' belongs to"),
          arguments("{\"min_cluster_size\": 4}", "'min_cluster_size' belongs to"),
          arguments("{\"method\": \"hdbscan\", \"min_cluster_size\": 1}", "at least 2"),
          arguments(
              "{\"method\": \"hdbscan\", \"noise\": \"drop\"}", "'noise' must be keep or nearest"),
          arguments("{\"seed\": \"now\"}", "'seed' must be a whole number"),
          arguments("{\"limit\": 2000}", "from 1 to 1000"),
          arguments("{\"limit\": \"many\"}", "'limit' must be a whole number"),
          arguments("{\"negative\": [\"2306.00978\"]}", "'negative' needs a 'positive'"),
          arguments("{\"kmeans\": 4}", "'kmeans' is unknown"),
          arguments("{\"positive\": [\"2306.00978\"], \"kmeans\": 4}", "'kmeans'"),
          arguments("{\"filter\": {\"since\": \"2024\"}}", "'since'"),
          arguments("{", "is not JSON"));

  @ParameterizedTest
  @FieldSource("MISTAKES")
  void whatIsWrongIsToldByItsKey(String json, String said) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> ExperimentJson.read(json));

    assertTrue(String.valueOf(thrown.getMessage()).contains(said), thrown.getMessage());
  }
}
