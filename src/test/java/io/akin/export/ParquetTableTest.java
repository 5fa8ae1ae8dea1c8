package io.akin.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.index.PaperView.VectorConsumer;
import io.akin.paper.ArxivId;
import io.akin.paper.Paper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB makes of the Parquet file. */
class ParquetTableTest {
  @TempDir private Path folder;
  private Path file;
  private Duck duck;

  @BeforeEach
  void open() throws SQLException {
    file = folder.resolve("papers.parquet");
    duck = new Duck();
  }

  @AfterEach
  void close() throws SQLException {
    duck.close();
  }

  private void write(Rows rows) throws IOException {
    new Export(ExportFormat.PARQUET, rows, false).to(file, false);
  }

  @Test
  void columnsHaveTheNamesAndTypesThatEmbeddingAtlasWants() throws Exception {
    write(Sample.rows());

    assertEquals(
        List.of(
            List.of("id", "VARCHAR"),
            List.of("title", "VARCHAR"),
            List.of("abstract", "VARCHAR"),
            List.of("authors", "VARCHAR[]"),
            List.of("published", "VARCHAR"),
            List.of("year", "INTEGER"),
            List.of("venue", "VARCHAR"),
            List.of("categories", "VARCHAR[]"),
            List.of("keywords", "VARCHAR[]"),
            List.of("language", "VARCHAR"),
            List.of("upvotes", "INTEGER"),
            List.of("url", "VARCHAR"),
            List.of("x", "FLOAT"),
            List.of("y", "FLOAT"),
            List.of("vector", "FLOAT[]"),
            List.of("neighbors", "STRUCT(ids INTEGER[], distances FLOAT[])"),
            List.of("cluster", "INTEGER"),
            List.of("label", "VARCHAR"),
            List.of("membership", "FLOAT"),
            List.of("topic_0", "VARCHAR")),
        duck.rows("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM FILE)", file));
  }

  @Test
  void everyFactIsReadBack() throws Exception {
    write(Sample.rows());

    assertEquals(
        List.of(
            "arxiv:1706.03762",
            "Kites, \"strings\"; and wind",
            "How kites fly.",
            "[Ada Lovelace, Brook Taylor]",
            "2017-06-12",
            "2017",
            "Journal of Kites",
            "[cs.CL, cs.LG]",
            "[kite]",
            "null",
            "7",
            "https://example.org/1706.03762",
            "1.5",
            "-0.5",
            "[1.0, 0.0, 0.0]",
            "{ids=[1], distances=[0.39999998]}",
            "1",
            "<b>kites</b> in the air",
            "0.75",
            "kites"),
        duck.rows("SELECT * FROM FILE LIMIT 1", file).getFirst());
  }

  @Test
  void whatIsUnknownIsNullAndNoListIsEmptyByChance() throws Exception {
    write(Sample.rows());

    assertEquals(
        List.of("null", "[]", "null", "null", "[]", "-2.0", "-1", "null", "0.0", "null"),
        duck.rows(
                "SELECT abstract, authors, published, venue, categories, x, cluster, label,"
                    + " membership, topic_0 FROM FILE WHERE title = 'Bread and dough'",
                file)
            .getFirst());
  }

  @Test
  void aPaperThatTheAtlasDoesNotHoldHasNoPlace() throws Exception {
    write(Sample.rows());

    assertEquals(
        List.of(Sample.PAPERS.get(3).title(), "null", "null", "null", "null", "null", "null"),
        duck.rows(
                "SELECT title, x, y, cluster, label, membership, neighbors FROM FILE"
                    + " WHERE id LIKE 'doi:%'",
                file)
            .getFirst());
  }

  @Test
  void neighboursAreRowsOfTheFileWhateverPapersTheGraphIsOf() throws Exception {
    write(Sample.rows());

    assertEquals(
        List.of("[1]", "[0, 2]", "[1, 0]", "null"),
        duck.column("SELECT neighbors.ids FROM FILE", file));
  }

  @Test
  void withoutAnAtlasThereAreNoColumnsOfIt() throws Exception {
    write(Sample.plain());

    assertEquals(
        List.of("url", "vector"),
        duck.column("SELECT column_name FROM (DESCRIBE SELECT * FROM FILE)", file).subList(11, 13));
    assertEquals("[0.0, 0.6, -0.8]", duck.column("SELECT vector FROM FILE", file).get(2));
  }

  @Test
  void theFileTellsHowItsAtlasWasMade() throws Exception {
    write(Sample.rows());

    assertEquals(
        List.of(
            List.of("akin.corpus", "abc"),
            List.of("akin.model", "toy@1"),
            List.of("akin.parameter.k", "2"),
            List.of("akin.seed", "42")),
        duck.rows(
            "SELECT decode(key), decode(value) FROM parquet_kv_metadata(FILE) ORDER BY key", file));
  }

  @Test
  void aFileOfNoPapersIsOne() throws Exception {
    write(
        new Rows(
            new Many(0), Optional.of(Sample.atlas()), Optional.empty(), _ -> Optional.empty()));

    assertEquals(List.of("0"), duck.column("SELECT count(*) FROM FILE", file));
  }

  @Test
  void manyRowsAreReadBackFromSeveralRowGroups() throws Exception {
    Many many = new Many(30_000);
    write(new Rows(many, Optional.empty(), Optional.empty(), _ -> Optional.empty()));

    assertEquals(
        List.of(List.of("30000", "30000", "11520000")),
        duck.rows("SELECT count(*), count(DISTINCT id), sum(len(vector)) FROM FILE", file));
    assertTrue(
        Integer.parseInt(
                duck.column("SELECT max(row_group_id) FROM parquet_metadata(FILE)", file)
                    .getFirst())
            >= 1);
    int row = 0;
    for (List<String> read :
        duck.rows("SELECT title, vector[1], vector[384] FROM FILE ORDER BY id", file)) {
      float[] vector = many.vector(row);
      assertEquals(List.of("Paper " + row, "" + vector[0], "" + vector[383]), read);
      row++;
    }
  }

  /** As many papers as wanted, made when they are asked for. */
  record Many(int size) implements PaperSource {
    @Override
    public int dimension() {
      return 384;
    }

    float[] vector(int row) {
      SplittableRandom random = new SplittableRandom(row);
      float[] vector = new float[dimension()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) random.nextGaussian();
      }
      return Embedding.normalised(vector).toArray();
    }

    private static Paper paper(int row) {
      return Paper.titled("Paper " + row)
          .ids(List.of(new ArxivId("%04d.%05d".formatted(1_501 + row / 10_000, row % 10_000))))
          .abstractText("About the number %d and nothing else.".formatted(row).repeat(8))
          .build();
    }

    @Override
    public void scan(PaperConsumer consumer) throws IOException {
      for (int row = 0; row < size; row++) {
        consumer.accept(paper(row), Embedding.ofUnit(vector(row)));
      }
    }

    @Override
    public void scanVectors(VectorConsumer consumer) throws IOException {
      for (int row = 0; row < size; row++) {
        consumer.accept(paper(row).id(), vector(row));
      }
    }
  }
}
