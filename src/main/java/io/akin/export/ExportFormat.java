package io.akin.export;

import static java.util.zip.Deflater.DEFAULT_COMPRESSION;
import static java.util.zip.Deflater.NO_COMPRESSION;

import io.akin.paper.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A way to write rows: as one file, or as several that belong together. */
public enum ExportFormat {
  /** Papers in Akin's own form, with what the atlas says of them beside it. */
  JSONL("application/x-ndjson"),

  /** A table by RFC 4180. */
  CSV("text/csv; charset=utf-8"),

  /** A table with the vectors and all else. */
  PARQUET("application/vnd.apache.parquet"),

  /** The vectors as NumPy has them, and the identifiers of their rows. */
  NPY("application/zip"),

  /** What the TensorFlow Embedding Projector loads. */
  PROJECTOR("application/zip"),

  /** A map that a browser opens, in one file that needs no other. Needs an atlas. */
  HTML("text/html; charset=utf-8");

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * A file of a format.
   *
   * @param compression in an archive, as a level of {@link java.util.zip.Deflater}
   */
  record Part(String fileName, Writer writer, int compression) {}

  /** Writes one file and leaves the stream open. */
  @FunctionalInterface
  interface Writer {
    void write(Rows rows, boolean vectors, OutputStream out) throws IOException;
  }

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException when there is none, saying which there are
   */
  public static ExportFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.formatName().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no format '%s'; there are %s"
                        .formatted(
                            Text.shortened(name),
                            Arrays.stream(values())
                                .map(ExportFormat::formatName)
                                .collect(Collectors.joining(", ")))));
  }

  /** The format that a file's name ends in, if it is one of a single file. */
  public static Optional<ExportFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> !format.isFolder() && name.endsWith("." + format.formatName()))
        .findFirst();
  }

  /** What commands and addresses call it. */
  public String formatName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is several files: a folder, or one archive of them. */
  public boolean isFolder() {
    return this == NPY || this == PROJECTOR;
  }

  /** What a file of it is called when nobody says; of an archive, if it is several files. */
  public String fileName() {
    return isFolder() ? "papers-" + formatName() + ".zip" : parts().getFirst().fileName();
  }

  /** The media type of the file or the archive. */
  public String mediaType() {
    return mediaType;
  }

  /** Its files, in the order of an archive. */
  List<Part> parts() {
    return switch (this) {
      case JSONL -> List.of(new Part("papers.jsonl", JsonLines::write, DEFAULT_COMPRESSION));
      case CSV -> List.of(new Part("papers.csv", CsvTable::write, DEFAULT_COMPRESSION));
      case PARQUET -> List.of(new Part("papers.parquet", ParquetTable::write, NO_COMPRESSION));
      case NPY ->
          List.of(
              new Part("vectors.npy", NumpyVectors::write, NO_COMPRESSION),
              new Part("ids.txt", NumpyVectors::writeIds, DEFAULT_COMPRESSION));
      case PROJECTOR ->
          List.of(
              new Part("tensors.tsv", Projector::writeTensors, DEFAULT_COMPRESSION),
              new Part("metadata.tsv", Projector::writeMetadata, DEFAULT_COMPRESSION),
              new Part("projector_config.json", Projector::writeConfig, DEFAULT_COMPRESSION));
      case HTML -> List.of(new Part("map.html", HtmlMap::write, DEFAULT_COMPRESSION));
    };
  }

  /** Why rows cannot be written so, which is known before anything is written. */
  public Optional<String> refusal(Rows rows) {
    return this == HTML ? HtmlMap.refusal(rows) : Optional.empty();
  }
}
