package io.akin.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.akin.corpus.LineReader.Line;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  private static final int BLOCK = 64 * 1024;

  @Test
  void linesAreCountedFromOneAndEndInALineFeed() throws IOException {
    assertEquals(
        List.of(new Line.Text(1, "kin"), new Line.Text(2, ""), new Line.Text(3, "kith")),
        lines("kin\n\nkith\n"));
  }

  @Test
  void aCarriageReturnBeforeTheLineFeedIsNoPartOfTheLine() throws IOException {
    assertEquals(
        List.of(
            new Line.Text(1, "kin"),
            new Line.Text(2, ""),
            new Line.Text(3, "a\rb"),
            new Line.Text(4, "kith")),
        lines("kin\r\n\r\na\rb\r\nkith\r\n"));
  }

  @Test
  void theLastLineNeedsNoLineEnd() throws IOException {
    assertEquals(List.of(new Line.Text(1, "kin"), new Line.Text(2, "kith")), lines("kin\nkith"));
  }

  @Test
  void anEmptyFileHasNoLines() throws IOException {
    assertEquals(List.of(), lines(""));
  }

  @Test
  void aByteOrderMarkIsDroppedAtTheBeginningOfTheFileAlone() throws IOException {
    assertEquals(
        List.of(new Line.Text(1, "kin"), new Line.Text(2, "\uFEFFkith")),
        lines("\uFEFFkin\n\uFEFFkith"));
    assertEquals(List.of(new Line.Text(1, "")), lines("\uFEFF"));
    assertEquals(List.of(new Line.Text(1, "")), lines("\uFEFF\r\n"));
  }

  @Test
  void otherSeparatorsOfLinesArePartOfTheText() throws IOException {
    assertEquals(
        List.of(new Line.Text(1, "a\u2028b\u0085c\u000Bd\fe")), lines("a\u2028b\u0085c\u000Bd\fe"));
  }

  @Test
  void aLineThatIsNotUtf8IsPassedOverAndNamed() throws IOException {
    byte[] bytes = "kin\ncafé\nkith\n".getBytes(ISO_8859_1);

    assertEquals(
        List.of(
            new Line.Text(1, "kin"),
            new Line.Unreadable(2, "line is not UTF-8 text"),
            new Line.Text(3, "kith")),
        lines(new ByteArrayInputStream(bytes)));
  }

  @Test
  void aCharacterCutOffByTheEndOfTheFileIsNotUtf8() throws IOException {
    byte[] bytes = "論".getBytes(UTF_8);

    assertEquals(
        List.of(new Line.Unreadable(1, "line is not UTF-8 text")),
        lines(new ByteArrayInputStream(bytes, 0, 2)));
  }

  @Test
  void aLineOverTheLimitIsPassedOverAndTheNextIsRead() throws IOException {
    String longest = "k".repeat(LineReader.MAX_LINE_BYTES);

    assertEquals(
        List.of(
            new Line.Text(1, longest),
            new Line.Unreadable(2, "line of 4,194,305 bytes is too long, the limit is 4,194,304"),
            new Line.Text(3, "kin")),
        lines(longest + "\n" + longest + "k\nkin"));
  }

  @Test
  void messagesAreTheSameWhateverTheLanguageOfTheMachine() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals(
          List.of(
              new Line.Unreadable(
                  1, "line of 4,194,306 bytes is too long, the limit is 4,194,304")),
          lines("k".repeat(LineReader.MAX_LINE_BYTES + 2)));
    } finally {
      Locale.setDefault(before);
    }
  }

  /** The first line ends within a few bytes of the end of the reader's first block. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        BLOCK - 4,
        BLOCK - 3,
        BLOCK - 2,
        BLOCK - 1,
        BLOCK,
        BLOCK + 1,
        2 * BLOCK - 1,
        2 * BLOCK
      })
  void linesAndTheirNumbersDoNotDependOnWhereABlockEnds(int length) throws IOException {
    String first = "k".repeat(length);

    assertEquals(
        List.of(new Line.Text(1, first), new Line.Text(2, "論文"), new Line.Text(3, "kin")),
        lines(first + "\n論文\nkin\n"));
    assertEquals(
        List.of(new Line.Text(1, first), new Line.Text(2, ""), new Line.Text(3, "論文")),
        lines(first + "\r\n\r\n論文"));
    assertEquals(
        List.of(new Line.Text(1, first + "論文"), new Line.Text(2, "kin")), lines(first + "論文\nkin"));
  }

  @Test
  void aFileThatEndsWithABlockHasNoFurtherLine() throws IOException {
    String first = "k".repeat(BLOCK - 1);

    assertEquals(List.of(new Line.Text(1, first)), lines(first + "\n"));
    assertEquals(List.of(new Line.Text(1, first + "k")), lines(first + "k"));
  }

  @Test
  void everyLineOfManyBlocksHasItsNumber() throws IOException {
    List<Line> lines = lines(String.join("\n", Collections.nCopies(50_000, "kinship")));

    assertEquals(50_000, lines.size());
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(new Line.Text(i + 1, "kinship"), lines.get(i));
    }
  }

  @Property(tries = 300)
  void linesAreReadAsTheyWereWrittenHoweverTheyArrive(
      @ForAll @Size(max = 8)
          List<
                  @StringLength(max = 10) @CharRange(from = ' ', to = '~') @Chars({'é', '論', '\t'})
                  String>
              texts,
      @ForAll boolean windows,
      @ForAll @IntRange(min = 1, max = 5) int chunk)
      throws IOException {
    String end = windows ? "\r\n" : "\n";
    StringBuilder file = new StringBuilder();
    List<Line> expected = new ArrayList<>();
    for (String text : texts) {
      file.append(text).append(end);
      expected.add(new Line.Text(expected.size() + 1, text));
    }

    InputStream in = new ByteArrayInputStream(file.toString().getBytes(UTF_8));

    assertEquals(expected, lines(inChunksOf(chunk, in)));
  }

  @Test
  void afterTheEndThereIsNothingMore() throws IOException {
    LineReader reader = new LineReader(new ByteArrayInputStream("kin".getBytes(UTF_8)));
    var _ = reader.next();

    assertEquals(Optional.empty(), reader.next());
    assertEquals(Optional.empty(), reader.next());
  }

  @Test
  void aFailureOfTheStreamPassesThrough() {
    IOException failure = new IOException("the disk is gone");
    InputStream broken = new FailingStream(failure);

    assertSame(failure, assertThrows(IOException.class, new LineReader(broken)::next));
  }

  private static InputStream inChunksOf(int most, InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return super.read(bytes, offset, Math.min(most, length));
      }
    };
  }

  private static List<Line> lines(String text) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<Line> lines(InputStream in) throws IOException {
    LineReader reader = new LineReader(in);
    List<Line> lines = new ArrayList<>();
    for (Optional<Line> next = reader.next(); next.isPresent(); next = reader.next()) {
      lines.add(next.get());
    }
    return lines;
  }
}
