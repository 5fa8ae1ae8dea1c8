package io.akin.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table for <a href="https://parquet.apache.org">Parquet</a>'s readers. {@code neighbors} is as
 * <a href="https://github.com/apple/embedding-atlas">Embedding Atlas</a> wants it: {@code ids} are
 * numbers of rows. The file's metadata tell how the atlas was made.
 */
final class ParquetTable {
  private ParquetTable() {}

  static void write(Rows rows, boolean vectors, OutputStream out) throws IOException {
    List<Column> columns = Column.of(rows);
    ParquetFile file = new ParquetFile(columns, out);
    rows.forEach(file::add);
    file.finish(metadata(rows));
  }

  private static SortedMap<String, String> metadata(Rows rows) {
    SortedMap<String, String> metadata = new TreeMap<>();
    rows.atlas()
        .ifPresent(
            atlas -> {
              metadata.put("akin.model", atlas.provenance().model());
              metadata.put("akin.corpus", atlas.provenance().corpus());
              metadata.put("akin.seed", Long.toString(atlas.provenance().seed()));
              atlas
                  .provenance()
                  .parameters()
                  .forEach((name, value) -> metadata.put("akin.parameter." + name, value));
            });
    return metadata;
  }
}
