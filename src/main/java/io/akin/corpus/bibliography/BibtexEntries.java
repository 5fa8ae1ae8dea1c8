package io.akin.corpus.bibliography;

import io.akin.corpus.LineReader;
import io.akin.corpus.LineReader.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a BibTeX file into its entries, one in memory at a time. An entry begins with an at sign, a
 * word and a brace or parenthesis at the start of a line, or right behind another entry; all else
 * between entries is passed over, and so are entries that hold no paper, such as comments. Not
 * thread-safe.
 *
 * <p>Braces behind a backslash do not count, as in JBibTeX. An entry whose braces do not close ends
 * before the next line that has the full form of an entry's first, with type, brace, key and comma:
 * a line of an abstract may well begin with an at sign, but not so.
 */
final class BibtexEntries {
  /** Characters of an entry; an abstract of the longest has 100,000. */
  private static final int MAX_ENTRY = 256 * 1024;

  /** Strings that one entry joins with {@code #}; each costs the parser some of its stack. */
  private static final int MAX_JOINS = 500;

  private static final Pattern START = Pattern.compile("[\\s,]*@\\s*([A-Za-z][\\w-]*)\\s*[{(]");

  /** The first line of an entry in full, with the key and what comes behind its comma. */
  private static final Pattern NEXT_ENTRY =
      Pattern.compile(
          "\\s*+@\\s*+(?:[A-Za-z][\\w-]*+\\s*+\\{\\s*+[^\\s{}()=\",]*+\\s*+,\\s*+(?:[\\w-]++\\s*+=.*)?"
              + "|(?i:string)\\s*+\\{\\s*+[\\w-]++\\s*+=.*)",
          Pattern.DOTALL);

  /**
   * What is no paper: comments and settings, parts for other entries, and volumes, which hold
   * papers. JBibTeX would open the file that an {@code @include} names.
   */
  private static final Set<String> NO_PAPERS =
      Set.of(
          "comment",
          "preamble",
          "include",
          "control",
          "bibtexcontrol",
          "ieeetranbstctl",
          "set",
          "xdata",
          "proceedings",
          "mvproceedings",
          "periodical");

  private final LineReader lines;

  /** Lines to be read again, before those of the file. */
  private final Deque<Line> again = new ArrayDeque<>();

  private String line = "";
  private long number;
  private int position;
  private boolean commentsClose = true;

  BibtexEntries(InputStream in) {
    this.lines = new LineReader(in);
  }

  /** A piece of the file that may hold a paper. */
  sealed interface Piece {
    /** The number of its first line. */
    long line();

    /**
     * An entry.
     *
     * @param type in lower case, such as {@code article} or {@code string}
     * @param body what stands between the outer braces
     */
    record Entry(long line, String type, String body) implements Piece {}

    /** An entry that does not close or cannot be read as text, and why. */
    record Broken(long line, String reason) implements Piece {}
  }

  /** The next entry, or empty at the end of the file. */
  Optional<Piece> next() throws IOException {
    while (true) {
      Matcher start = START.matcher(line).region(position, line.length());
      if (start.lookingAt()) {
        position = start.end();
        String type = start.group(1).toLowerCase(Locale.ROOT);
        if (type.equals("comment")) {
          skipComment(line.charAt(position - 1));
        } else {
          Piece piece = entry(type, line.charAt(position - 1) == '(' ? ')' : '}');
          if (!NO_PAPERS.contains(type)) {
            return Optional.of(piece);
          }
        }
      } else {
        Optional<Line> next = nextLine();
        if (next.isEmpty()) {
          return Optional.empty();
        }
        if (take(next.get()) instanceof Line.Unreadable unreadable) {
          return Optional.of(new Piece.Broken(number, Reference.reason(unreadable)));
        }
      }
    }
  }

  private Optional<Line> nextLine() throws IOException {
    return again.isEmpty() ? lines.next() : Optional.of(again.removeFirst());
  }

  /** Goes to the start of a line. */
  private Line take(Line next) {
    number = next.number();
    line = next instanceof Line.Text text ? text.text() : "";
    position = 0;
    return next;
  }

  /** Reads on from behind the opening brace of an entry. */
  private Piece entry(String type, char end) throws IOException {
    long first = number;
    StringBuilder body = new StringBuilder();
    Optional<String> unreadable = Optional.empty();
    Scan scan = new Scan(end);
    while (true) {
      int from = position;
      boolean ended = scan.on(line, position);
      position = scan.position;
      if (body.length() + (position - from) > MAX_ENTRY) {
        return broken(
            first,
            String.format(
                Locale.ROOT,
                "entry has more than %,d characters: is a brace not closed?",
                MAX_ENTRY));
      }
      body.append(line, from, ended ? position - 1 : position);
      if (ended) {
        break;
      }
      body.append('\n');
      Optional<Line> next = nextLine();
      if (next.isEmpty() || isNextEntry(next.get())) {
        next.ifPresent(again::addFirst);
        line = "";
        position = 0;
        return broken(
            first, unreadable.orElse("entry does not end: a brace or a quote is not closed"));
      }
      if (take(next.get()) instanceof Line.Unreadable bad) {
        unreadable = Optional.of(Reference.reason(bad));
      }
    }
    if (unreadable.isPresent()) {
      return broken(first, unreadable.get());
    }
    if (scan.joins > MAX_JOINS) {
      return broken(first, "entry joins more than %d strings".formatted(MAX_JOINS));
    }
    return new Piece.Entry(first, type, body.toString());
  }

  private static Piece broken(long first, String reason) {
    return new Piece.Broken(first, reason);
  }

  private static boolean isNextEntry(Line candidate) {
    return candidate instanceof Line.Text text && NEXT_ENTRY.matcher(text.text()).matches();
  }

  /**
   * Passes over a comment, with the entries in it. When one turns out not to close, the file is
   * read on from its second line, and later comments end, like entries, before the next entry.
   */
  private void skipComment(char open) throws IOException {
    char close = open == '(' ? ')' : '}';
    List<Line> held = new ArrayList<>();
    int depth = 1;
    long length = 0;
    while (true) {
      while (depth > 0 && position < line.length()) {
        char c = line.charAt(position++);
        depth += c == open ? 1 : c == close ? -1 : 0;
      }
      if (depth == 0) {
        return;
      }
      Optional<Line> next = nextLine();
      length += line.length() + 1;
      if (next.isEmpty() || length > MAX_ENTRY || (!commentsClose && isNextEntry(next.get()))) {
        commentsClose = false;
        next.ifPresent(held::add);
        held.reversed().forEach(again::addFirst);
        line = "";
        position = 0;
        return;
      }
      if (commentsClose) {
        held.add(next.get());
      }
      var _ = take(next.get());
    }
  }

  /** Follows braces and quotes through an entry, line by line. */
  private static final class Scan {
    private final char end;
    private int depth;
    private boolean quoted;
    private int joins;

    /** Behind the last character that was looked at. */
    private int position;

    Scan(char end) {
      this.end = end;
    }

    /** Looks at a line from a position on; returns whether the entry ends in it. */
    boolean on(String line, int from) {
      for (position = from; position < line.length(); position++) {
        char c = line.charAt(position);
        boolean escaped = position > 0 && line.charAt(position - 1) == '\\';
        boolean outside = depth == 0 && !quoted;
        if (depth == 0 && c == end && (outside || c == '}')) {
          position++;
          return true; // also in quotes: where their end is missing, the entry's is not
        }
        switch (c) {
          case '{' -> depth += escaped ? 0 : 1;
          case '}' -> depth -= escaped || depth == 0 ? 0 : 1;
          case '"' -> quoted ^= depth == 0;
          case '#' -> joins += outside ? 1 : 0;
          case '%' -> {
            if (outside) {
              position = line.length(); // a comment, up to the end of the line
              return false;
            }
          }
          default -> {}
        }
      }
      return false;
    }
  }
}
