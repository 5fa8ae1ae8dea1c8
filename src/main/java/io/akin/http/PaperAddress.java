package io.akin.http;

import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.Link;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.SourceId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where papers are to be found: on this server, and at their sources. */
public final class PaperAddress {
  /** What stands for itself in a path, by RFC 3986, and is unlikely to be changed on the way. */
  private static final String PLAIN = "-._~!$()*,:@";

  /** Browsers would take a segment such as ".." for the way up. */
  private static final Pattern TREACHEROUS = Pattern.compile("(^|/)\\.{0,2}(/|$)");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PaperAddress() {}

  /** The path of a paper's page, such as {@code /papers/arxiv:hep-th/9901001}. */
  public static String of(PaperId id) {
    return "/papers/" + encoded(id.text());
  }

  /** Where the paper is at arXiv or by its DOI; empty for identifiers of other kinds. */
  public static Optional<String> origin(PaperId id) {
    return switch (id) {
      case ArxivId arxiv -> Optional.of("https://arxiv.org/abs/" + encoded(arxiv.value()));
      case Doi doi -> Optional.of("https://doi.org/" + encoded(doi.value()));
      case SourceId _, LocalId _ -> Optional.empty();
    };
  }

  /** Where the paper is at arXiv, or else by its DOI, or else on a page of its own. */
  public static Optional<String> origin(Paper paper) {
    return Stream.concat(
            paper.ids().stream().flatMap(id -> origin(id).stream()), // the most telling one first
            paper.links().stream().filter(link -> link.kind() == Link.Kind.PAGE).map(Link::url))
        .findFirst();
  }

  /** As it stands in a path; with its slashes, which proxies dislike when they are encoded. */
  private static String encoded(String text) {
    boolean slashes = !TREACHEROUS.matcher(text).find();
    StringBuilder path = new StringBuilder();
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
