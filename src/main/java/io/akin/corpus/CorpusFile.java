package io.akin.corpus;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Opens a file and finds the reader for its content; the file's name plays no part. */
public final class CorpusFile {
  private static final int HEAD_BYTES = 64 * 1024;
  private static final char REPLACEMENT = '\uFFFD';

  private CorpusFile() {}

  /**
   * Reads a file with the first reader that recognises it.
   *
   * @throws CorpusException when the file is a directory, empty, not UTF-8 text, or of no known
   *     format
   * @throws IOException when the file cannot be read, or the sink throws it
   */
  public static void read(Path file, List<CorpusReader> readers, CorpusReader.Sink sink)
      throws IOException {
    if (Files.isDirectory(file)) {
      throw new CorpusException(
          "%s is a directory; name the files in it, as in %s/*".formatted(file, file));
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), HEAD_BYTES)) {
      in.mark(HEAD_BYTES);
      String head = text(file, in.readNBytes(HEAD_BYTES));
      in.reset();
      for (CorpusReader reader : readers) {
        if (reader.recognises(head)) {
          reader.read(in, file.toString(), sink);
          return;
        }
      }
    }
    throw new CorpusException(
        "%s is in no format that Akin reads (%s)"
            .formatted(
                file,
                readers.stream().map(CorpusReader::format).collect(Collectors.joining(", "))));
  }

  private static String text(Path file, byte[] head) throws CorpusException {
    if (head.length == 0) {
      throw new CorpusException(file + " is empty");
    }
    if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
      throw new CorpusException(
          "%s is UTF-16 text; Akin reads UTF-8. Convert it: iconv -f UTF-16 -t UTF-8 %s"
              .formatted(file, file));
    }
    // Malformed bytes here and there are left to the reader, which rejects the records they are in.
    String content = new String(head, StandardCharsets.UTF_8);
    long strange = content.chars().filter(c -> c == REPLACEMENT).count();
    if (content.indexOf(0) >= 0 || strange > content.length() / 10) {
      throw new CorpusException(
          "%s is not UTF-8 text (a binary file, or text in another encoding)".formatted(file));
    }
    if (content.isBlank() && head.length < HEAD_BYTES) {
      throw new CorpusException(file + " holds nothing but white space");
    }
    return content;
  }

  private static boolean startsWith(byte[] head, int first, int second) {
    return head.length >= 2 && (head[0] & 0xFF) == first && (head[1] & 0xFF) == second;
  }
}
