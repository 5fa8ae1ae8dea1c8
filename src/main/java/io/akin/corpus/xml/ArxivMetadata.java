package io.akin.corpus.xml;

import io.akin.corpus.Draft;
import io.akin.corpus.Withdrawal;
import io.akin.paper.ArxivId;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Papers from arXiv's own metadata formats: {@code arXiv}, {@code arXivRaw}, which knows the dates
 * of all versions, and {@code arXivOld}.
 */
final class ArxivMetadata {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** {@code Thu, 1 Jun 2023 17:59:10 GMT}. */
  private static final Pattern MAIL_DATE =
      Pattern.compile("(?:[A-Za-z]{3},)?\\s*(\\d{1,2})\\s+([A-Za-z]{3})[a-z]*\\s+(\\d{4})\\b.*");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Categories or DOIs of one paper. */
  private static final int MAX_WORDS = 1_000;

  private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})");

  /** Year and month of a new identifier, or of an old one. */
  private static final Pattern MONTH =
      Pattern.compile("(\\d{2})(\\d{2})\\.\\d+|[a-z-]+/(\\d{2})(\\d{2})\\d{3}");

  private ArxivMetadata() {}

  /**
   * A version of a paper.
   *
   * @param date as the server writes it
   * @param withdrawn whether there is nothing but a note of withdrawal
   */
  private record Version(int number, @Nullable String date, boolean withdrawn) {}

  static Draft draft(Element metadata) {
    String abstractText = metadata.textOf("abstract");
    Draft draft =
        new Draft(metadata.textOf("title"))
            .arxivId(metadata.textOf("id"))
            .abstractText(abstractText)
            .venue(metadata.textOf("journal-ref"));
    words(metadata.textOf("categories")).forEach(draft::category);
    words(metadata.textOf("doi")).forEach(draft::doi);
    List<Version> versions = versions(metadata);
    Optional<Version> last = versions.stream().max(Comparator.comparingInt(Version::number));
    draft.withdrawn(
        last.filter(Version::withdrawn).isPresent()
            || Withdrawal.isNoticed(
                metadata.textOf("comments"), abstractText == null ? "" : abstractText));
    if (last.isPresent()) {
      draft.version(last.get().number());
      versions.stream()
          .filter(version -> version.number() == 1)
          .forEach(first -> draft.published(day(first.date())));
      draft.updated(day(last.get().date()));
    } else {
      dates(draft, metadata);
    }
    Optional<Element> authors = metadata.child("authors");
    authors.ifPresent(list -> authors(draft, list));
    return draft;
  }

  private static List<String> words(@Nullable String text) {
    return text == null ? List.of() : SPACE.splitAsStream(text.strip()).limit(MAX_WORDS).toList();
  }

  private static List<Version> versions(Element metadata) {
    return metadata.children("version").stream()
        .map(
            version -> {
              Matcher number = VERSION.matcher(version.attribute("version").strip());
              String kind = version.textOf("source_type");
              return new Version(
                  number.matches() ? Integer.parseInt(number.group(1)) : 0,
                  version.textOf("date"),
                  kind != null && kind.contains("I")); // "ignore": the note stands for the paper
            })
        .filter(version -> version.number() > 0)
        .toList();
  }

  /** The day of a date as mails have it; any other text as it is. */
  private static @Nullable String day(@Nullable String date) {
    Matcher mail = MAIL_DATE.matcher(date == null ? "" : date.strip());
    int month = mail.matches() ? MONTHS.indexOf(mail.group(2).toLowerCase(Locale.ROOT)) + 1 : 0;
    return month == 0
        ? date
        : String.format(
            Locale.ROOT, "%s-%02d-%02d", mail.group(3), month, Integer.parseInt(mail.group(1)));
  }

  /**
   * The dates of the format {@code arXiv}. Since 2025 the server gives as {@code created} the day
   * of the last version; one after the month in which the identifier was given out is no first day.
   */
  private static void dates(Draft draft, Element metadata) {
    String created = metadata.textOf("created");
    Optional<PublicationDate> month =
        PaperId.parse(String.valueOf(metadata.textOf("id"))).flatMap(ArxivMetadata::month);
    boolean isLate =
        created != null && month.isPresent() && created.strip().compareTo(month.get() + "-31") > 0;
    draft.published(isLate ? month.get().toString() : created);
    draft.updated(
        isLate && metadata.child("updated").isEmpty() ? created : metadata.textOf("updated"));
  }

  private static Optional<PublicationDate> month(PaperId id) {
    Matcher digits = MONTH.matcher(id.value());
    if (!(id instanceof ArxivId) || !digits.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(digits.group(1) == null ? digits.group(3) : digits.group(1));
    int month = Integer.parseInt(digits.group(2) == null ? digits.group(4) : digits.group(2));
    return month < 1 || month > 12
        ? Optional.empty()
        : Optional.of(new PublicationDate(year > 90 ? 1900 + year : 2000 + year, month, 0));
  }

  private static void authors(Draft draft, Element list) {
    List<Element> single = list.children("author");
    if (single.isEmpty()) {
      AuthorNames.split(list.text()).forEach(draft::author);
    }
    for (Element author : single) {
      draft.author(
          String.join(
              " ",
              List.of("forenames", "keyname", "suffix").stream()
                  .flatMap(part -> author.child(part).stream())
                  .map(part -> part.text().strip())
                  .filter(part -> !part.isEmpty())
                  .toList()));
    }
  }
}
