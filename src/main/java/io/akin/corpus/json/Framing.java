package io.akin.corpus.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** How records are put into a file, told from its beginning. */
enum Framing {
  /** Each on a line of its own, so that a broken one leaves the others whole. */
  LINES,
  /** In values that may take many lines each, or all stand on one. */
  DOCUMENT;

  /** Keys under which interfaces and exports put the array of their records. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "articles",
          "data",
          "docs",
          "documents",
          "entries",
          "items",
          "papers",
          "recommendedPapers",
          "records",
          "results",
          "works");

  private static final int MAX_HEAD_BYTES = 64 * 1024;

  /** Whether an array under this key of an object holds records. */
  static boolean isWrapper(String key) {
    return WRAPPERS.contains(key);
  }

  /** A file that is read from its beginning, though that has been looked at. */
  record Framed(Framing framing, InputStream in) {}

  /** Looks at no more of the file than it needs to, and at most at its first 64 KiB. */
  static Framed of(InputStream in) throws IOException {
    var head = new Rewindable(in);
    Framing framing = told(head);
    head.rewind();
    return new Framed(framing, head);
  }

  private static Framing told(InputStream head) throws IOException {
    try (JsonParser json = RecordTree.PARSERS.createParser(new Utf8Reader(head))) {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return first == JsonToken.START_ARRAY ? DOCUMENT : LINES;
      }
      return isDocument(json) ? DOCUMENT : LINES;
    } catch (JacksonException _) {
      return LINES; // whose reader has a reason to give for each
    }
  }

  /** Whether the object that begins takes more than a line, or has an array of records in it. */
  private static boolean isDocument(JsonParser json) throws IOException {
    int line = json.currentTokenLocation().getLineNr();
    boolean titled = false;
    boolean opened = false; // an array of records, by its key
    boolean empty = false;
    for (int depth = 1; depth > 0; ) {
      JsonToken token = json.nextToken();
      boolean item = token == JsonToken.START_OBJECT || token == JsonToken.VALUE_NULL;
      if (opened && item) {
        return true;
      }
      JsonLocation at = json.currentTokenLocation();
      if (at.getLineNr() > line) {
        // At the edge, a record more likely begins behind a line that was cut off.
        return token != JsonToken.START_OBJECT || at.getColumnNr() > 1;
      }
      empty |= opened && token == JsonToken.END_ARRAY;
      opened = depth == 1 && token == JsonToken.START_ARRAY && isWrapper(json.currentName());
      titled |= depth == 1 && token == JsonToken.FIELD_NAME && json.currentName().equals("title");
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return empty && !titled;
  }

  /** Ends after the bytes that may be looked at, until it is rewound. Never closes its source. */
  private static final class Rewindable extends InputStream {
    private final InputStream in;
    private final byte[] head = new byte[MAX_HEAD_BYTES];
    private int seen;
    private int position;
    private boolean rewound;

    Rewindable(InputStream in) {
      this.in = in;
    }

    void rewind() {
      rewound = true;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (!rewound) {
        return look(target, offset, length);
      }
      if (position == seen) {
        return in.read(target, offset, length);
      }
      int again = Math.min(length, seen - position);
      System.arraycopy(head, position, target, offset, again);
      position += again;
      return again;
    }

    private int look(byte[] target, int offset, int length) throws IOException {
      if (seen == MAX_HEAD_BYTES) {
        return -1;
      }
      int read = in.read(target, offset, Math.min(length, MAX_HEAD_BYTES - seen));
      System.arraycopy(target, offset, head, seen, Math.max(0, read));
      seen += Math.max(0, read);
      return read;
    }
  }
}
