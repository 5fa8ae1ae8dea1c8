package io.akin.corpus;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import io.akin.corpus.ReadResult.Skipped;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Opens files, directories, archives and streams, and finds the reader for what is in them: gzip,
 * Zstandard and zip by their first bytes, formats by their content and, where that is not enough,
 * by their name. Not thread-safe.
 */
public final class CorpusFiles {
  /** An archive may hold compressed files, and no more: 42.zip has six layers. */
  private static final int MAX_LAYERS = 2;

  private final List<CorpusReader> readers;
  private final LongConsumer bytesRead;
  private final List<Path> excluded;

  /**
   * Reads with the first of the readers that recognises a file.
   *
   * @param excluded folders that are passed over in directories, such as those that are written to
   * @param bytesRead is told, as reading goes on, how many more bytes of the named files have been
   *     read, as they lie on the disk
   */
  public CorpusFiles(List<CorpusReader> readers, List<Path> excluded, LongConsumer bytesRead) {
    this.readers = List.copyOf(readers);
    this.excluded = excluded.stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
    this.bytesRead = bytesRead;
  }

  /** Reads a file, or every file in a directory and those below it, in the order of their names. */
  public static void read(Path path, List<CorpusReader> readers, CorpusReader.Sink sink)
      throws IOException {
    new CorpusFiles(readers, List.of(), _ -> {}).read(path, sink);
  }

  /**
   * The bytes of a file, or of all that {@link #read(Path, CorpusReader.Sink)} would read of a
   * directory.
   */
  public long size(Path path) throws IOException {
    long size = 0;
    for (Path file : Files.isDirectory(path) ? filesIn(path) : List.of(path)) {
      size += Files.size(file);
    }
    return size;
  }

  /**
   * Reads a file, or every file in a directory and those below it, in the order of their names. In
   * directories, hidden files are passed over in silence, and files of no known format as {@link
   * Skipped}.
   *
   * @throws CorpusException when the file is empty, not UTF-8 text, of no known format or damaged;
   *     or when a directory has no file that can be read
   * @throws IOException when a file cannot be read, or the sink throws it
   */
  public void read(Path path, CorpusReader.Sink sink) throws IOException {
    if (!Files.isDirectory(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        read(in, path.toString(), sink);
      }
      return;
    }
    int found = 0;
    for (Path file : filesIn(path)) {
      try (Counted in = new Counted(Files.newInputStream(file), bytesRead)) {
        found += readLayer(in, in, file.toString(), 0, true, sink) ? 1 : 0;
      }
    }
    if (found == 0) {
      throw new CorpusException("%s holds no file that Akin reads (%s)".formatted(path, formats()));
    }
  }

  /**
   * Reads a stream, such as standard input, as if it were a file of that name. It stays open.
   *
   * @throws CorpusException as {@link #read(Path, CorpusReader.Sink)}
   */
  public void read(InputStream in, String name, CorpusReader.Sink sink) throws IOException {
    @SuppressWarnings("resource") // the stream is the caller's
    Counted counted = new Counted(in, bytesRead);
    var _ = readLayer(counted, counted, name, 0, false, sink);
  }

  private List<Path> filesIn(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    Path start = directory.resolve("."); // leads through a link to a directory as well
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            Path folder = path.toAbsolutePath().normalize();
            boolean hidden = isHidden(path) && !path.equals(start);
            return hidden || excluded.contains(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (!isHidden(path) && Files.isRegularFile(path)) {
              files.add(path.normalize());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  /**
   * Reads a file, or what a compressed file holds.
   *
   * @param disk counts what has been read of the file on the disk
   * @param found whether the user did not name the file, and so may not mean it
   * @return whether the file, or one in it, is of a known format
   */
  private boolean readLayer(
      Counted disk, InputStream file, String name, int layer, boolean found, CorpusReader.Sink sink)
      throws IOException {
    Beginning beginning = Beginning.of(file);
    Head head = new Head(plainName(name), beginning.bytes());
    InputStream in = beginning.andRest();
    boolean gzip = head.startsWith(0x1F, 0x8B);
    boolean zstd = head.startsWith(0x28, 0xB5, 0x2F, 0xFD);
    boolean zip = head.startsWith('P', 'K', 3, 4) || head.startsWith('P', 'K', 5, 6);
    if ((gzip || zstd || zip) && layer == MAX_LAYERS) {
      throw new CorpusException(
          "%s is compressed inside of %d other layers; unpack it".formatted(name, layer));
    }
    try {
      if (gzip) {
        var plain = new Expanded(new GZIPInputStream(in, Head.MAX_BYTES), disk, name);
        return readLayer(disk, plain, name, layer + 1, found, sink);
      } else if (zstd) {
        var plain = new Expanded(new ZstdInputStream(in), disk, name);
        return readLayer(disk, plain, name, layer + 1, found, sink);
      } else if (zip) {
        return readArchive(disk, new ZipInputStream(in), name, layer, sink);
      }
    } catch (ZipException | EOFException | ZstdIOException e) {
      throw new CorpusException("%s is damaged: %s".formatted(name, e.getMessage()));
    }
    for (CorpusReader reader : readers) {
      if (reader.recognises(head)) {
        reader.read(in, name, sink);
        return true;
      }
    }
    String reason = whyUnknown(name, head);
    if (!found) {
      throw new CorpusException("%s %s".formatted(name, reason));
    }
    sink.accept(new Skipped(new Location(name, 1), reason));
    return false;
  }

  private boolean readArchive(
      Counted disk, ZipInputStream archive, String name, int layer, CorpusReader.Sink sink)
      throws IOException {
    boolean any = false;
    for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
      if (!entry.isDirectory()) {
        String inside = name + "/" + entry.getName().replaceAll("\\p{Cc}", "?");
        any |= readLayer(disk, new Expanded(archive, disk, inside), inside, layer + 1, true, sink);
      }
    }
    if (!any && layer == 0) {
      throw new CorpusException("%s holds no file that Akin reads (%s)".formatted(name, formats()));
    }
    return any;
  }

  private static String plainName(String name) {
    Head named = new Head(name, new byte[0]);
    return named.isNamed(".gz", ".zst") ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  private String whyUnknown(String name, Head head) {
    if (head.isEmpty()) {
      return "is empty";
    }
    if (head.startsWith(0xFF, 0xFE) || head.startsWith(0xFE, 0xFF)) {
      return "is UTF-16 text; Akin reads UTF-8. Convert it: iconv -f UTF-16 -t UTF-8 " + name;
    }
    if (!head.isText()) {
      return "is not UTF-8 text (a binary file, or text in another encoding), and in no binary"
          + " format that Akin reads";
    }
    return head.isBlank()
        ? "holds nothing but white space"
        : "is in no format that Akin reads (%s)".formatted(formats());
  }

  private String formats() {
    return readers.stream().map(CorpusReader::format).collect(Collectors.joining(", "));
  }
}
