package io.akin.export;

import io.akin.export.ExportFormat.Part;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes rows in a format. Equal rows give equal bytes.
 *
 * @param vectors whether formats that can do without the vectors have them; Parquet, NumPy and the
 *     projector always do
 */
public record Export(ExportFormat format, Rows rows, boolean vectors) {
  private static final int BUFFER_BYTES = 1 << 20;

  /** The first moment that an archive can name: the same papers give the same file on any day. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /**
   * The rows as one stream, which is left open: an archive, if the format is several files.
   *
   * @throws IllegalArgumentException when they cannot be written so; see {@link
   *     ExportFormat#refusal}
   */
  public void to(OutputStream out) throws IOException {
    requirePossible();
    OutputStream buffer = new BufferedOutputStream(new LeftOpen(out), BUFFER_BYTES);
    if (!format.isFolder()) {
      format.parts().getFirst().writer().write(rows, vectors, buffer);
      buffer.flush();
      return;
    }
    try (ZipOutputStream zip = new ZipOutputStream(buffer)) {
      for (Part part : format.parts()) {
        ZipEntry entry = new ZipEntry(part.fileName());
        entry.setTimeLocal(NO_TIME);
        zip.setLevel(part.compression());
        zip.putNextEntry(entry);
        part.writer().write(rows, vectors, zip);
        zip.closeEntry();
      }
    }
  }

  /**
   * The rows as a file, or as a folder if the format is several files and the name does not end in
   * {@code .zip}. What is there under the name is whole at any time: the old, or the new.
   *
   * @param replace whether what is there may be replaced; of a folder, its files of these names
   * @throws FileAlreadyExistsException when something is there that may not be replaced
   * @throws IllegalArgumentException when they cannot be written so, or not under such a name
   */
  public void to(Path target, boolean replace) throws IOException {
    requirePossible();
    boolean folder =
        format.isFolder() && !target.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    if (folder) {
      requireFolderName(target);
    }
    if (Files.exists(target) && (!replace || folder != Files.isDirectory(target))) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path parent = target.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException("no folder to write in: %s".formatted(parent));
    }
    if (folder) {
      toFolder(target, parent);
    } else {
      toFile(target, parent);
    }
  }

  private void requirePossible() {
    format
        .refusal(rows)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }

  private void requireFolderName(Path target) {
    String name = target.toString();
    for (Part part : format.parts()) {
      String ending = part.fileName().substring(part.fileName().lastIndexOf('.'));
      if (name.endsWith(ending)) {
        throw new IllegalArgumentException(
            "%s is several files (%s): name a folder for them, or an archive that ends in .zip, not %s"
                .formatted(
                    format.formatName(),
                    String.join(", ", format.parts().stream().map(Part::fileName).toList()),
                    target));
      }
    }
  }

  private void toFile(Path target, Path parent) throws IOException {
    Path unfinished = unfinished(target, parent);
    try {
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        to(out);
      }
      move(unfinished, target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void toFolder(Path target, Path parent) throws IOException {
    Path unfinished = Files.createDirectory(unfinished(target, parent));
    try {
      for (Part part : format.parts()) {
        try (OutputStream out =
            new BufferedOutputStream(
                Files.newOutputStream(unfinished.resolve(part.fileName())), BUFFER_BYTES)) {
          part.writer().write(rows, vectors, out);
        }
      }
      if (!Files.exists(target)) {
        move(unfinished, target);
        return;
      }
      for (Part part : format.parts()) {
        move(unfinished.resolve(part.fileName()), target.resolve(part.fileName()));
      }
    } finally {
      for (Part part : format.parts()) {
        Files.deleteIfExists(unfinished.resolve(part.fileName()));
      }
      Files.deleteIfExists(unfinished);
    }
  }

  /** Beside the target, with the rights that the target is to have; temporary files have others. */
  private static Path unfinished(Path target, Path parent) {
    return parent.resolve(
        ".%s.%d.part".formatted(target.getFileName(), ProcessHandle.current().pid()));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A stream that those who are done with it may close, and that stays open. */
  private static final class LeftOpen extends FilterOutputStream {
    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
