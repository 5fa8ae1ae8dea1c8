package io.akin.http.site;

import io.akin.recommend.Outcome.Made;
import io.akin.recommend.Outcome.Recommendations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What every page with recommendations shows of them. */
final class AnswerPart {
  private AnswerPart() {}

  /**
   * The values of the template {@code answer.peb}.
   *
   * @param seeds what was asked for
   * @param address of the page, without filters
   */
  static Map<String, Object> of(
      Recommendations answer, SeedSet seeds, String address, Parameters parameters) {
    Map<String, Object> values = new HashMap<>();
    String filtered = address + parameters.suffix();
    values.put("hits", Card.all(answer.hits(), seeds));
    values.put("hidden", answer.hidden().stream().map(Card::link).toList());
    values.put("excluded", answer.excluded());
    values.put("form", parameters.form());
    values.put("without_filters", address);
    values.put("made", made(answer.made()));
    values.put(
        "next",
        answer
            .nextCursor()
            .map(
                cursor -> filtered + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))
            .orElse(""));
    values.put("feed", filtered.replaceFirst("^/(\\w+)\\?", "/feeds/$1.atom?"));
    return values;
  }

  /** How an answer was made, in a line. */
  private static String made(Made made) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%,d papers compared ", made.papers()));
    if (made.exact()) {
      line.append("one by one");
    } else {
      line.append("approximately");
      made.recall()
          .ifPresent(recall -> line.append(String.format(Locale.ROOT, ", recall@10 %.3f", recall)));
    }
    line.append(", model ").append(made.model());
    return line.toString();
  }
}
