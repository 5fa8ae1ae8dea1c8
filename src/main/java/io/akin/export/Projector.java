package io.akin.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.export.Column.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of the <a href="https://github.com/tensorflow/embedding-projector-standalone">Embedding
 * Projector</a>: vectors without a header, facts with one, and what belongs together. Vectors and
 * facts have a line a paper.
 */
final class Projector {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the projector has no use for. */
  private static final Set<String> LEFT_OUT = Set.of("abstract", "x", "y");

  private Projector() {}

  static void writeTensors(Rows rows, boolean vectors, OutputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    rows.vectors(
        (_, vector) -> {
          line.setLength(0);
          for (float component : vector) {
            line.append(component).append('\t');
          }
          line.setCharAt(line.length() - 1, '\n');
          out.write(line.toString().getBytes(UTF_8));
        });
  }

  static void writeMetadata(Rows rows, boolean vectors, OutputStream out) throws IOException {
    List<Column> columns =
        Column.of(rows).stream()
            .filter(column -> column.kind() != Kind.VECTOR && column.kind() != Kind.NEIGHBOURS)
            .filter(column -> !LEFT_OUT.contains(column.name()))
            .toList();
    write(out, columns.stream().map(Column::name).collect(Collectors.joining("\t")));
    rows.forEach(
        row ->
            write(
                out,
                columns.stream()
                    .map(column -> field(CsvTable.text(column.cell().of(row))))
                    .collect(Collectors.joining("\t"))));
  }

  /** Without what would end the field. */
  private static String field(String text) {
    return text.replaceAll("[\\t\\r\\n]", " ");
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(UTF_8));
  }

  static void writeConfig(Rows rows, boolean vectors, OutputStream out) throws IOException {
    ObjectNode config = JSON.createObjectNode();
    ObjectNode embedding = config.putArray("embeddings").addObject();
    embedding.put("tensorName", "papers");
    embedding.putArray("tensorShape").add(rows.size()).add(rows.dimension());
    embedding.put("tensorPath", "tensors.tsv").put("metadataPath", "metadata.tsv");
    write(out, config.toPrettyString());
  }
}
