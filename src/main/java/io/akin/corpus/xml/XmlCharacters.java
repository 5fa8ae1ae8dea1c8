package io.akin.corpus.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.corpus.CorpusException;
import io.akin.corpus.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML file. Characters that XML forbids, which servers do send, and bytes that
 * are no text become U+FFFD, so that they spoil a word and not the file. Nothing in a file may be
 * longer than {@link LineReader#MAX_LINE_BYTES} without an end, be it a name, a value or a comment.
 * Not thread-safe.
 */
final class XmlCharacters extends Reader {
  private static final int DECLARATION_BYTES = 200;
  private static final char REPLACEMENT = '\uFFFD';
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Pattern ENCODING =
      Pattern.compile("\\A\\s*<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private final Reader in;
  private final String file;
  private boolean started;
  private long sinceMark;

  /** Reads from a stream, which the caller closes. */
  XmlCharacters(InputStream stream, String file) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(stream, DECLARATION_BYTES);
    byte[] head = bytes.readNBytes(DECLARATION_BYTES);
    bytes.unread(head);
    this.in = new InputStreamReader(bytes, charset(new String(head, ISO_8859_1)));
    this.file = file;
  }

  /** The declared charset where it is of the one-byte kind; all else is read as UTF-8. */
  private static Charset charset(String head) {
    Matcher declared = ENCODING.matcher(head);
    String name = declared.find() ? declared.group(1).toLowerCase(Locale.ROOT) : "";
    boolean oneByte = name.startsWith("iso-8859-") || name.startsWith("windows-125");
    return oneByte && Charset.isSupported(name) ? Charset.forName(name) : UTF_8;
  }

  /** Something has ended, and the next may be as long again. */
  void mark() {
    sinceMark = 0;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read <= 0) {
      return read;
    }
    sinceMark += read;
    if (sinceMark > LineReader.MAX_LINE_BYTES) {
      throw new CorpusException(
          String.format(
              Locale.ROOT,
              "%s is not XML of papers: a name, a value or a comment in it is longer than"
                  + " %,d characters",
              file,
              LineReader.MAX_LINE_BYTES));
    }
    for (int i = offset; i < offset + read; i++) {
      char c = buffer[i];
      if (c < ' ' ? c != '\n' && c != '\r' && c != '\t' : c >= '\uFFFE') {
        buffer[i] = REPLACEMENT;
      }
    }
    if (!started) {
      started = true;
      buffer[offset] = buffer[offset] == BYTE_ORDER_MARK ? ' ' : buffer[offset];
    }
    return read;
  }

  @Override
  public void close() {} // the stream is the caller's
}
