package io.akin.corpus.xml;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.Draft;
import io.akin.corpus.Head;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.corpus.Withdrawal;
import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.Link;
import io.akin.paper.PaperId;
import io.akin.paper.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feeds that the arXiv API answers, arXiv's daily announcements, and Atom feeds of other
 * papers as far as they say what a paper needs.
 *
 * @see <a href="https://info.arxiv.org/help/api/user-manual.html">The arXiv API</a>
 */
public final class ArxivAtomReader implements CorpusReader {
  private static final Set<String> ROOTS = Set.of("feed", "entry");
  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";
  private static final String ERRORS = "arxiv.org/api/errors";

  private static final Pattern VERSIONED = Pattern.compile(".*\\dv(\\d{1,4})/?");
  private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z-]*(?:\\.[A-Za-z-]{2,20})?");

  /** What announcements write before the abstract. */
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile(
          "\\A\\s*arXiv:\\S{1,40}\\s+Announce Type:\\s*\\S{1,40}\\s+Abstract:\\s*",
          Pattern.CASE_INSENSITIVE);

  @Override
  public String format() {
    return "Atom";
  }

  @Override
  public boolean recognises(Head head) {
    return head.text().contains(NAMESPACE)
        && FirstElement.of(head.text()).filter(ROOTS::contains).isPresent();
  }

  @Override
  public void read(InputStream in, String file, Sink sink) throws IOException {
    XmlCursor cursor = new XmlCursor(in, file);
    while (cursor.nextElement()) {
      if (cursor.name().equals("entry")) {
        Location location = new Location(file, cursor.line());
        sink.accept(
            cursor
                .read()
                .map(entry -> entry(new Entry(entry), location))
                .orElseGet(() -> new Rejected(location, "the entry is larger than any paper's")));
      }
    }
  }

  /** An entry, whose own elements have the prefix that it has itself. */
  private record Entry(Element element) {
    List<Element> own(String name) {
      return element.childrenWritten(element.prefix() + name);
    }

    @Nullable String text(String name) {
      return own(name).stream().findFirst().map(Element::text).orElse(null);
    }

    /** The first of the elements, by their names with prefixes, that there is. */
    @Nullable String foreign(String... names) {
      return Stream.of(names)
          .flatMap(name -> element.childrenWritten(name).stream())
          .map(Element::text)
          .findFirst()
          .orElse(null);
    }

    List<String> links(String attribute, String value) {
      return own("link").stream()
          .filter(link -> link.attribute(attribute).equals(value))
          .map(link -> link.attribute("href"))
          .toList();
    }
  }

  private static ReadResult entry(Entry entry, Location location) {
    String id = Objects.requireNonNullElse(entry.text("id"), "").strip();
    if (id.contains(ERRORS)) {
      return new Rejected(
          location,
          "arXiv answered an error: " + Text.shortened(String.valueOf(entry.text("summary"))));
    }
    String bare = id.startsWith("oai:arXiv.org:") ? id.substring("oai:arXiv.org:".length()) : id;
    Optional<PaperId> known = PaperId.parse(bare);
    boolean isArxiv = known.isPresent() && known.get() instanceof ArxivId;
    Draft draft = new Draft(entry.text("title"));
    String summary =
        Objects.requireNonNullElse(
            entry.text("summary"), Objects.requireNonNullElse(entry.text("content"), ""));
    Matcher announced = ANNOUNCEMENT.matcher(summary);
    String abstractText = announced.find() ? summary.substring(announced.end()) : summary;
    draft
        .abstractText(abstractText)
        .venue(
            entry.foreign("arxiv:journal_ref", "arxiv:journal_reference", "prism:publicationName"));
    if (isArxiv) {
      arxiv(draft, entry, bare, abstractText);
    } else {
      if (known.isPresent() && known.get() instanceof Doi) {
        draft.doi(bare);
      }
      Stream.concat(entry.links("rel", "alternate").stream(), entry.links("rel", "").stream())
          .limit(1)
          .forEach(url -> draft.link(Link.Kind.PAGE, url));
    }
    String doi = entry.foreign("arxiv:doi", "arxiv:DOI", "prism:doi");
    List<String> dois =
        doi == null ? entry.links("title", "doi") : List.of(doi.strip().split("\\s+", 10));
    dois.forEach(draft::doi);
    dates(draft, entry);
    authors(draft, entry);
    for (Element category : entry.own("category")) {
      String term = category.attribute("term");
      if (isArxiv && CATEGORY.matcher(term).matches()) {
        draft.category(term);
      } else {
        draft.keyword(term);
      }
    }
    ReadResult result = draft.at(location);
    return result instanceof Rejected(Location at, String reason) && !id.isEmpty()
        ? new Rejected(at, reason + ", in " + Text.shortened(id))
        : result;
  }

  private static void arxiv(Draft draft, Entry entry, String id, String abstractText) {
    draft.arxivId(id);
    Matcher version = VERSIONED.matcher(id);
    if (version.matches()) {
      draft.version(Integer.parseInt(version.group(1)));
    }
    draft.withdrawn(Withdrawal.isNoticed(entry.foreign("arxiv:comment"), abstractText));
  }

  /** An announced replacement has the day of the announcement, which is not the paper's first. */
  private static void dates(Draft draft, Entry entry) {
    String announced = entry.foreign("arxiv:announce_type");
    String published = entry.text("published");
    String updated = entry.text("updated");
    if (announced == null) {
      draft.published(published).updated(updated);
    } else if (announced.strip().startsWith("replace")) {
      draft.updated(published == null ? updated : published);
    } else {
      draft.published(published == null ? updated : published);
    }
  }

  private static void authors(Draft draft, Entry entry) {
    List<Element> authors = entry.own("author");
    for (Element author : authors) {
      draft.author(author.textOf("name"));
    }
    if (authors.isEmpty()) {
      for (Element creator : entry.element().childrenWritten("dc:creator")) {
        AuthorNames.split(creator.text()).forEach(draft::author);
      }
    }
  }
}
