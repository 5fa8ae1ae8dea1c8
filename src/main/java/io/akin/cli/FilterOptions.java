package io.akin.cli;

import io.akin.index.Condition;
import io.akin.index.PaperFilter;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which papers a command is about. */
final class FilterOptions {
  @Option(names = "--since", paramLabel = "DATE", description = "published on or after the date")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "DATE", description = "published on or before the date")
  private @Nullable String until;

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "of this category, such as cs.CL or cs; several: of any")
  private List<String> categories = List.of();

  @Option(names = "--author", paramLabel = "NAME", description = "by this person; several: by any")
  private List<String> authors = List.of();

  @Option(
      names = "--organisation",
      paramLabel = "NAME",
      description = "from this organisation; several: from any")
  private List<String> organisations = List.of();

  @Option(names = "--venue", paramLabel = "NAME", description = "at this venue; several: at any")
  private List<String> venues = List.of();

  @Option(
      names = "--keyword",
      paramLabel = "WORDS",
      description = "with this keyword; several: with any")
  private List<String> keywords = List.of();

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "in this language, such as en or fr; several: in any")
  private List<String> languages = List.of();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "with an identifier of this source, such as arxiv, doi, acl; several: of any")
  private List<String> sources = List.of();

  @Option(
      names = "--has-code",
      negatable = true,
      description = "with a link to source code, or without")
  private @Nullable Boolean hasCode;

  @Option(
      names = "--exclude",
      paramLabel = "ID",
      description = "not this paper; may be given several times")
  private List<String> excluded = List.of();

  /**
   * The filter.
   *
   * @throws IllegalArgumentException when an option's value is no such thing, saying which
   */
  PaperFilter filter() {
    List<Condition> conditions = new ArrayList<>();
    if (since != null || until != null) {
      Optional<LocalDate> from =
          Optional.ofNullable(since).map(date -> PublicationDate.parse(date).firstDay());
      Optional<LocalDate> to =
          Optional.ofNullable(until).map(date -> PublicationDate.parse(date).lastDay());
      conditions.add(new Condition.Published(from, to));
    }
    add(conditions, categories, Condition.InCategory::new);
    add(conditions, authors, Condition.ByAuthor::new);
    add(conditions, organisations, Condition.FromOrganisation::new);
    add(conditions, venues, Condition.AtVenue::new);
    add(conditions, keywords, Condition.WithKeyword::new);
    add(conditions, languages, Condition.InLanguage::new);
    add(conditions, sources, Condition.FromSource::new);
    Optional.ofNullable(hasCode).ifPresent(code -> conditions.add(new Condition.HasCode(code)));
    add(conditions, excluded, names -> new Condition.Without(ids(names)));
    return new PaperFilter(conditions);
  }

  private static void add(
      List<Condition> conditions,
      List<String> values,
      Function<List<String>, Condition> condition) {
    if (!values.isEmpty()) {
      conditions.add(condition.apply(values));
    }
  }

  private static List<PaperId> ids(List<String> names) {
    return names.stream()
        .map(
            name ->
                PaperId.parse(name)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                String.format(
                                    Locale.ROOT, "'%s' is no identifier of a paper", name))))
        .toList();
  }
}
