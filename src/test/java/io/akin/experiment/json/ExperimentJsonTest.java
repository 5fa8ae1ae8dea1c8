package io.akin.experiment.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.experiment.Method;
import io.akin.index.PaperFilter;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        new Method.Hdbscan(10, true), ExperimentJson.read("{\"method\": \"hdbscan\"}").method());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                            | must be an object
          {"method": "dbscan"}                          | 'method' must be kmeans or hdbscan
          {"method": 3}                                 | 'method' must be kmeans or hdbscan
          {"clusters": 0}                               | from 1 to 10000
          {"clusters": "8"}                             | 'clusters' must be a whole number
          {"clusters": 1.5}                             | 'clusters' must be a whole number
          {"method": "hdbscan", "clusters": 2}          | 'clusters' belongs to
          {"min_cluster_size": 4}                       | 'min_cluster_size' belongs to
          {"method": "hdbscan", "min_cluster_size": 1}  | at least 2
          {"method": "hdbscan", "noise": "drop"}        | 'noise' must be keep or nearest
          {"seed": "now"}                               | 'seed' must be a whole number
          {"limit": 2000}                               | from 1 to 1000
          {"limit": "many"}                             | 'limit' must be a whole number
          {"negative": ["2306.00978"]}                  | 'negative' needs a 'positive'
          {"kmeans": 4}                                 | 'kmeans' needs a 'positive'
          {"positive": ["2306.00978"], "kmeans": 4}     | 'kmeans'
          {"filter": {"since": "2024"}}                 | 'since'
          {                                             | is not JSON
          """)
  void whatIsWrongIsToldByItsKey(String json, String said) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> ExperimentJson.read(json));

    assertTrue(String.valueOf(thrown.getMessage()).contains(said), thrown.getMessage());
  }
}
