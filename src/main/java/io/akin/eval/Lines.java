package io.akin.eval;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of a text file in UTF-8, compressed if its name ends in {@code .gz}. */
final class Lines {
  /** What is done with a line that is not blank. */
  @FunctionalInterface
  interface Reader {
    void read(String line, Place place) throws IOException;
  }

  /** A line of a file, counted from 1. */
  record Place(Path file, int line) {
    /**
     * @param whatAndWhatToDo what is wrong with the line, and what the reader of the message may do
     */
    IOException fault(String whatAndWhatToDo) {
      return new IOException(this + ": " + whatAndWhatToDo);
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  private Lines() {}

  static void each(Path file, Reader reader) throws IOException {
    int number = 0;
    try (BufferedReader lines = open(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          reader.read(line, new Place(file, number));
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException(
          "%s: is not UTF-8 after line %d; convert it with iconv".formatted(file, number), e);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file; see the layout of a benchmark", e);
    } catch (ZipException | EOFException e) {
      throw new IOException(
          "%s: is not a whole gzip file (%s after line %d); copy it again"
              .formatted(file, e.getMessage(), number),
          e);
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      if (file.toString().endsWith(".gz")) {
        bytes = new GZIPInputStream(bytes, 1 << 16);
      }
      return new BufferedReader(
          new InputStreamReader(
              bytes,
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT)));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }
}
