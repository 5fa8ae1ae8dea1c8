package io.akin.corpus.bibliography;

import io.akin.corpus.Draft;
import io.akin.corpus.LineReader.Line;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.paper.ArxivId;
import io.akin.paper.Link;
import io.akin.paper.PaperId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record of a bibliography on its way to a paper: what the fields of BibTeX and RIS have in
 * common. Values are plain text but for title and abstract. Not thread-safe.
 */
final class Reference {
  private static final Pattern PREPRINT =
      Pattern.compile(
          "(?i)(?:arxiv\\s+(?:e-?prints?|preprint)s?,?\\s*)?(?=arxiv:)(\\S+|arxiv:\\s+\\S+)(?:\\s*\\[[a-z.-]+])?");
  private static final Pattern ARXIV_VERSION =
      Pattern.compile("(?i)\\d{4,7}v(\\d{1,4})(?:\\.pdf)?");
  private static final Pattern ACL_ADDRESS =
      Pattern.compile(
          "https?://(?:www\\.)?(?:aclanthology\\.(?:org|info)|aclweb\\.org/anthology)/(?:papers/)?"
              + "([A-Z]\\d{2}-\\d{4,5}|\\d{4}\\.[a-z0-9_]+-[a-z0-9_]+\\.\\d+)"
              + "(?:v\\d+)?(?:/|\\.pdf|\\.bib)?");
  private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://\\S+");
  private static final Pattern SUFFIX = Pattern.compile("(?i)(?:jr|sr)\\.?|ii|iii|iv");

  private final Draft draft;

  Reference(@Nullable String title, @Nullable String abstractText) {
    this.draft = new Draft(title).abstractText(abstractText);
  }

  /** The draft, for what one format alone has. */
  Draft draft() {
    return draft;
  }

  /**
   * Adds an author by the parts between the commas of the name: {@code First Last}, {@code Last,
   * First}, or either with a suffix such as Jr. Any other number of parts stays as it is.
   */
  void author(List<String> parts) {
    List<String> known =
        new ArrayList<>(parts.stream().map(String::strip).filter(p -> !p.isEmpty()).toList());
    String suffix = "";
    for (int i = 1; known.size() == 3 && i < 3; i++) {
      if (SUFFIX.matcher(known.get(i)).matches()) {
        suffix = " " + known.remove(i);
      }
    }
    draft.author(
        known.size() == 2 ? known.get(1) + " " + known.get(0) + suffix : String.join(", ", known));
  }

  /** Adds a DOI; one that arXiv gave out is an arXiv number. */
  void doi(@Nullable String doi) {
    if (doi == null || !arxivIfAny(doi)) {
      draft.doi(doi);
    }
  }

  /** Adds an arXiv number, with or without {@code arXiv:} before it and a version behind. */
  void arxivId(String id) {
    if (!arxivIfAny(id)) {
      draft.arxivId(id);
    }
  }

  /** Adds the arXiv number if the text is nothing else; {@code arXiv preprint arXiv:2306.00978}. */
  boolean preprint(@Nullable String text) {
    if (text == null) {
      return false;
    }
    Matcher matcher = PREPRINT.matcher(text.strip());
    return matcher.matches() && arxivIfAny(matcher.group(1));
  }

  /** Adds the arXiv number that the text or address is, and its version; returns whether it is. */
  boolean arxivIfAny(String text) {
    Optional<PaperId> id = PaperId.parse(text).filter(ArxivId.class::isInstance);
    if (id.isEmpty()) {
      return false;
    }
    draft.arxivId(id.get().text());
    Matcher version = ARXIV_VERSION.matcher(text);
    if (version.find()) {
      draft.version(Integer.parseInt(version.group(1)));
    }
    return true;
  }

  /** Adds the identifiers that web addresses tell, and the others as links to the paper's page. */
  void addresses(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return;
    }
    Matcher addresses = WEB_ADDRESS.matcher(text);
    boolean any = false;
    while (addresses.find()) {
      any = true;
      address(addresses.group());
    }
    if (!any) {
      draft.leaveOut("link", text);
    }
  }

  private void address(String url) {
    if (arxivIfAny(url)) {
      return;
    }
    Optional<PaperId> id = PaperId.parse(url);
    if (id.isPresent()) {
      draft.id(url);
      return;
    }
    Matcher acl = ACL_ADDRESS.matcher(url);
    if (acl.matches()) {
      draft.sourceId("acl", acl.group(1));
    }
    draft.link(Link.Kind.PAGE, url);
  }

  /** The first of the names that is there and is no arXiv number; that becomes an identifier. */
  void venue(List<@Nullable String> names) {
    boolean found = false;
    for (String name : names) {
      if (name != null && !name.isBlank() && !preprint(name) && !found) {
        draft.venue(name);
        found = true;
      }
    }
  }

  /** The date, or what its text was when it could not be told. */
  void published(Optional<PartialDate> date, String text) {
    date.ifPresentOrElse(
        known -> draft.published(known.toString()),
        () -> {
          if (!text.isBlank()) {
            draft.leaveOut("date", text);
          }
        });
  }

  /** Why a line cannot be read, with the way to mend it. */
  static String reason(Line.Unreadable line) {
    return "line %d: %s%s"
        .formatted(
            line.number(),
            line.reason(),
            line.isOfAnotherEncoding()
                ? "; if the file is in Latin-1, convert it: iconv -f ISO-8859-1 -t UTF-8"
                : "");
  }

  ReadResult at(Location location) {
    return draft.at(location);
  }
}
