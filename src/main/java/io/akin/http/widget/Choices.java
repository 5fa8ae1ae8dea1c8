package io.akin.http.widget;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.http.ProblemException;
import io.akin.http.widget.Subject.Kind;
import io.akin.paper.Text;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;

/**
 * How a list is to be.
 *
 * @param limit papers in it, 1 to {@value #MAX_LIMIT}
 * @param heading empty for the usual one
 * @param level of the heading, 2 to 6
 * @param links to this server's pages ({@code site}) or to arXiv and publishers ({@code source})
 * @param why whether each paper is to have a line that says why it is there
 */
public record Choices(
    Subject subject,
    int limit,
    String theme,
    String heading,
    int level,
    String links,
    boolean why) {
  static final int MAX_LIMIT = 20;
  static final int USUAL_LIMIT = 5;
  static final int USUAL_LEVEL = 3;
  private static final String USUAL_HEADING = "Related papers";
  static final String AUTO = "auto";
  static final String SITE = "site";
  static final String SOURCE = "source";

  private static final int MAX_HEADING = 200;

  /** Hundredths of an em, as widget.js has them: around the list, and for each paper. */
  private static final int AROUND = 375;

  private static final int ROW = 510;
  private static final int ROW_WITH_WHY = 645;
  private static final int USUAL_FONT_PX = 16;

  /** What the parameters of a request say; others than these are passed over. */
  static Choices of(Context context) {
    String heading = parameter(context, "heading").orElse("");
    if (heading.length() > MAX_HEADING) {
      throw ProblemException.badRequest(
          "a heading has at most %d characters".formatted(MAX_HEADING));
    }
    return new Choices(
        subject(context),
        whole(context, "limit", USUAL_LIMIT, 1, MAX_LIMIT),
        oneOf(context, "theme", List.of(AUTO, "light", "dark")),
        heading,
        whole(context, "level", USUAL_LEVEL, 2, 6),
        oneOf(context, "links", List.of(SITE, SOURCE)),
        oneOf(context, "why", List.of("false", "true")).equals("true"));
  }

  /** The heading that is shown. */
  public String shownHeading() {
    return heading.isEmpty() ? USUAL_HEADING : heading;
  }

  /** The same list about another subject. */
  Choices about(Subject other) {
    return new Choices(other, limit, theme, heading, level, links, why);
  }

  private static Subject subject(Context context) {
    String by = oneOf(context, "by", List.of("", "paper", "title", "text", "page"));
    if (by.equals("page")) {
      return Subject.OF_PAGE;
    }
    for (Kind kind : List.of(Kind.PAPER, Kind.TITLE, Kind.TEXT)) {
      boolean chosen = by.equals(kind.attribute());
      Optional<String> value = parameter(context, chosen ? "value" : kind.attribute());
      if (value.isPresent()) {
        return new Subject(kind, value.get());
      }
    }
    return Subject.OF_PAGE;
  }

  /** A parameter that has been filled in; forms send the others as well. */
  private static Optional<String> parameter(Context context, String name) {
    List<String> values = context.queryParams(name);
    if (values.isEmpty() && context.queryParamMap().containsKey(name)) {
      throw ProblemException.badRequest(
          "the parameter '%s' is not properly encoded: write a percent sign as %%25"
              .formatted(name));
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.getLast().strip()).filter(value -> !value.isEmpty());
  }

  private static String oneOf(Context context, String name, List<String> known) {
    String value = parameter(context, name).orElse(known.getFirst());
    if (!known.contains(value)) {
      throw ProblemException.badRequest(
          "%s must be one of %s, got '%s'"
              .formatted(name, String.join(", ", known).strip(), Text.shortened(value)));
    }
    return value;
  }

  private static int whole(Context context, String name, int usual, int least, int most) {
    Optional<String> given = parameter(context, name);
    try {
      int value = given.map(Integer::parseInt).orElse(usual);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw ProblemException.badRequest(
        "%s must be a whole number from %d to %d, got '%s'"
            .formatted(name, least, most, Text.shortened(given.orElse(""))));
  }

  /** The height that a list never goes beyond, in em. */
  String heightEm() {
    return BigDecimal.valueOf(height(), 2).stripTrailingZeros().toPlainString();
  }

  /** The same in pixels, for text of the usual size. */
  public int heightPx() {
    return Math.ceilDiv(height() * USUAL_FONT_PX, 100);
  }

  private int height() {
    return AROUND + limit * (why ? ROW_WITH_WHY : ROW);
  }

  /** The parameters that make a frame of this list: all that are not as usual. */
  public String query() {
    StringBuilder query = new StringBuilder(subject.kind().attribute());
    query.append('=').append(encoded(subject.value())).append("&limit=").append(limit);
    if (!theme.equals(AUTO)) {
      query.append("&theme=").append(theme);
    }
    if (!heading.isEmpty()) {
      query.append("&heading=").append(encoded(heading));
    }
    if (!links.equals(SITE)) {
      query.append("&links=").append(links);
    }
    if (why) {
      query.append("&why=true");
    }
    return query.toString();
  }

  /** As it may stand in any part of an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
