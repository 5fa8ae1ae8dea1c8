package io.akin.http.semanticscholar;

import io.akin.http.ProblemException;
import io.akin.index.Condition;
import io.akin.index.PaperFilter;
import io.akin.paper.PublicationDate;
import io.akin.paper.Text;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a search that leave papers out. Others are passed over, as they are there. */
final class SearchFilter {
  private static final Pattern YEARS = Pattern.compile("(\\d{4})?(-)?(\\d{4})?");
  private static final Pattern DATES = Pattern.compile("([\\d-]*)(:)?([\\d-]*)");

  private SearchFilter() {}

  /** What is required of the papers. */
  static PaperFilter of(Context context) {
    refuse(context, "minCitationCount", "it knows of no citations");
    refuse(context, "publicationTypes", "it does not know of what type a publication is");
    List<Condition> conditions = new ArrayList<>();
    try {
      published(context, "year", YEARS).ifPresent(conditions::add);
      published(context, "publicationDateOrYear", DATES).ifPresent(conditions::add);
      values(context, "venue").map(SearchFilter::venue).forEach(conditions::add);
      values(context, "fieldsOfStudy").map(SearchFilter::field).forEach(conditions::add);
      values(context, "authors").map(Condition.ByAuthor::new).forEach(conditions::add);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
    if (context.queryParam("openAccessPdf") != null) { // a flag, without a value
      conditions.add(new Condition.FromSource(List.of("arxiv", "acl")));
    }
    return new PaperFilter(conditions);
  }

  /** An answer that did as if it knew would be wrong, and an empty one would not say why. */
  private static void refuse(Context context, String name, String why) {
    String value = context.queryParam(name);
    if (value != null && !value.isBlank() && !value.equals("0")) {
      throw ProblemException.badRequest(
          "%s is not supported by this library: %s".formatted(name, why));
    }
  }

  /** The values of a parameter, which are one list; nothing where there is none. */
  private static Stream<List<String>> values(Context context, String name) {
    String text = context.queryParam(name);
    return text == null || text.isBlank()
        ? Stream.empty()
        : Stream.of(
            Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList());
  }

  /** Every paper of arXiv is at arXiv, whatever else its venue is. */
  private static Condition venue(List<String> names) {
    boolean arxiv = names.stream().allMatch(name -> name.matches("(?i)arxiv(?:\\.org)?"));
    return arxiv && !names.isEmpty()
        ? new Condition.FromSource(List.of("arxiv"))
        : new Condition.AtVenue(names);
  }

  private static Condition field(List<String> names) {
    List<String> categories = new ArrayList<>();
    for (String name : names) {
      List<String> some = FieldsOfStudy.categories(name);
      if (some.isEmpty()) {
        throw ProblemException.badRequest(
            "no field of study is known as '%s'; known are %s"
                .formatted(Text.shortened(name), String.join(", ", FieldsOfStudy.all())));
      }
      categories.addAll(some);
    }
    return new Condition.InCategory(categories);
  }

  /** A period such as {@code 2016-2020}, {@code 2010-} or {@code 2024}; the form tells its ends. */
  private static Optional<Condition> published(Context context, String name, Pattern form) {
    String text = context.queryParam(name);
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    Matcher matcher = form.matcher(text.strip());
    if (!matcher.matches()) {
      throw ProblemException.badRequest(
          "%s must be such as %s, got '%s'"
              .formatted(
                  name,
                  form.equals(YEARS) ? "2019, 2016-2020, 2010- or -2015" : "2019-03:2020-06-06",
                  Text.shortened(text)));
    }
    Optional<PublicationDate> first = date(matcher.group(1));
    Optional<PublicationDate> last = matcher.group(2) == null ? first : date(matcher.group(3));
    Optional<LocalDate> from = first.map(PublicationDate::firstDay);
    Optional<LocalDate> to = last.map(PublicationDate::lastDay);
    return from.isEmpty() && to.isEmpty()
        ? Optional.empty()
        : Optional.of(new Condition.Published(from, to));
  }

  private static Optional<PublicationDate> date(@Nullable String text) {
    return text == null || text.isEmpty()
        ? Optional.empty()
        : Optional.of(PublicationDate.parse(text));
  }
}
