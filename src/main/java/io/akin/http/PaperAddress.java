package io.akin.http;

import io.akin.paper.PaperId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Where papers have their pages on this server. */
public final class PaperAddress {
  /** What stands for itself in a path, by RFC 3986, and is unlikely to be changed on the way. */
  private static final String PLAIN = "-._~!$()*,:@";

  /** Browsers would take a segment such as ".." for the way up. */
  private static final Pattern TREACHEROUS = Pattern.compile("(^|/)\\.{0,2}(/|$)");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PaperAddress() {}

  /** The path of a paper's page, such as {@code /papers/arxiv:hep-th/9901001}. */
  public static String of(PaperId id) {
    String text = id.text();
    boolean slashes = !TREACHEROUS.matcher(text).find();
    StringBuilder path = new StringBuilder("/papers/");
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (unit & 0xFF);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter || PLAIN.indexOf(c) >= 0 || (c == '/' && slashes)) {
        path.append(c);
      } else {
        path.append('%').append(HEX.toHexDigits(unit));
      }
    }
    return path.toString();
  }
}
