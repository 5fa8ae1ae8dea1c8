package io.akin.paper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * A research paper as its sources describe it. Immutable and safe to share.
 *
 * <p>Text is kept on one line: runs of white space and control characters become a space. Lists
 * that have no order of their own (identifiers, categories, keywords, links) are sorted and hold
 * nothing twice, so that two papers with the same facts are equal.
 *
 * @param ids at least one; the {@link LocalId} of the title is always among them; see {@link #id}
 * @param title 1 to 2,000 characters
 * @param titleSource the title as its source wrote it, where that was made readable
 * @param abstractText abstract or summary, at most 100,000 characters, empty when unknown
 * @param abstractSource the abstract as its source wrote it, where that was made readable
 * @param language of title and abstract, as a code of ISO 639-1 such as {@code en}; see {@link
 *     Language}
 * @param authors in the order of the paper, empty when the names are unknown
 * @param authorCount how many authors, at least as many as are named, 0 when unknown
 * @param published the first day of the paper that any copy knows
 * @param updated the last day that any copy knows, where it is after {@code published}
 * @param version number of the arXiv version that title and abstract are of, 1 or more; unknown
 *     without an abstract
 * @param withdrawn whether its authors or its archive have taken it back
 * @param featured the first day a daily listing showed it
 * @param upvotes readers' votes at the source
 * @param comments readers' comments at the source
 */
public record Paper(
    List<PaperId> ids,
    String title,
    Optional<String> titleSource,
    String abstractText,
    Optional<String> abstractSource,
    Optional<String> language,
    List<Author> authors,
    int authorCount,
    Optional<Organisation> organisation,
    Optional<PublicationDate> published,
    Optional<PublicationDate> updated,
    OptionalInt version,
    boolean withdrawn,
    Optional<PublicationDate> featured,
    Optional<String> venue,
    List<String> categories,
    List<String> keywords,
    List<Link> links,
    OptionalInt upvotes,
    OptionalInt comments) {

  private static final int MAX_TITLE = 2_000;
  private static final int MAX_ABSTRACT = 100_000;
  private static final int MAX_LIST = 10_000;

  /** Characters of a venue, a category or a keyword. */
  public static final int MAX_WORD = 500;

  private static final Comparator<String> LONGER =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  /** Longer texts first; what follows only has to be the same every time. */
  private static final Comparator<Paper> TITLES =
      Comparator.comparing(Paper::title, LONGER)
          .thenComparing(paper -> paper.titleSource.orElse(""));

  /** The language belongs to the abstract; of two copies of one abstract, one may not know it. */
  private static final Comparator<Paper> ABSTRACTS =
      Comparator.comparing(Paper::abstractText, LONGER)
          .thenComparing(paper -> paper.abstractSource.orElse(""))
          .thenComparing(paper -> paper.language.isEmpty())
          .thenComparing(paper -> paper.language.orElse(""));

  private static final Comparator<Organisation> ORGANISATIONS =
      Comparator.comparing(Organisation::slug).thenComparing(Organisation::name);

  public Paper {
    title = Text.oneLine(title);
    abstractText = Text.oneLine(abstractText);
    if (title.isEmpty()) {
      throw new IllegalArgumentException("no title");
    }
    require(title.length() <= MAX_TITLE, "title", title.length(), MAX_TITLE);
    require(abstractText.length() <= MAX_ABSTRACT, "abstract", abstractText.length(), MAX_ABSTRACT);
    titleSource = source("source of the title", titleSource, title, MAX_TITLE);
    abstractSource = source("source of the abstract", abstractSource, abstractText, MAX_ABSTRACT);
    language.ifPresent(Language::requireCode);
    require(authors.size() <= MAX_LIST, "authors", authors.size(), MAX_LIST);
    if (authorCount < 0) {
      throw new IllegalArgumentException("number of authors is negative: " + authorCount);
    }
    require(categories.size() <= MAX_LIST, "categories", categories.size(), MAX_LIST);
    require(keywords.size() <= MAX_LIST, "keywords", keywords.size(), MAX_LIST);
    require(links.size() <= MAX_LIST, "links", links.size(), MAX_LIST);
    var allIds = new TreeSet<>(ids);
    allIds.add(LocalId.ofTitle(title));
    ids = List.copyOf(allIds);
    require(ids.size() <= MAX_LIST, "ids", ids.size(), MAX_LIST);
    authors = List.copyOf(authors);
    authorCount = Math.max(authorCount, authors.size());
    venue = venue.map(Text::oneLine).filter(name -> !name.isEmpty());
    venue.ifPresent(name -> require(name.length() <= MAX_WORD, "venue", name.length(), MAX_WORD));
    categories = sorted("a category", categories);
    keywords = sorted("a keyword", keywords);
    links = List.copyOf(new TreeSet<>(links));
    requireCount("upvotes", upvotes);
    requireCount("comments", comments);
    Optional<PublicationDate> first = published;
    updated = updated.filter(last -> first.isEmpty() || last.compareTo(first.get()) > 0);
    if (version.orElse(1) < 1) {
      throw new IllegalArgumentException("version is not 1 or more: " + version.getAsInt());
    }
    version = abstractText.isEmpty() ? OptionalInt.empty() : version;
  }

  private static Optional<String> source(
      String what, Optional<String> source, String text, int limit) {
    Optional<String> line =
        source.map(Text::oneLine).filter(written -> !written.isEmpty() && !written.equals(text));
    line.ifPresent(written -> require(written.length() <= limit, what, written.length(), limit));
    return line;
  }

  private static void require(boolean holds, String what, int size, int limit) {
    if (!holds) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s too long: %,d, the limit is %,d", what, size, limit));
    }
  }

  private static void requireCount(String what, OptionalInt count) {
    if (count.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "number of %s is negative: %d".formatted(what, count.getAsInt()));
    }
  }

  private static List<String> sorted(String what, Collection<String> words) {
    var all = new TreeSet<String>();
    words.stream().map(Text::oneLine).filter(word -> !word.isEmpty()).forEach(all::add);
    all.forEach(word -> require(word.length() <= MAX_WORD, what, word.length(), MAX_WORD));
    return List.copyOf(all);
  }

  /** The identifier the paper is known by: the most telling one it has. */
  public PaperId id() {
    return ids.getFirst();
  }

  /** A builder that holds all of the paper's facts but its title and abstract. */
  public Builder withText(String newTitle, String newAbstract) {
    Builder paper = new Builder(newTitle).abstractText(newAbstract);
    paper.ids(ids).authors(authors).authorCount(authorCount).withdrawn(withdrawn);
    paper.categories(categories).keywords(keywords).links(links);
    paper.language = language;
    paper.organisation = organisation;
    paper.published = published;
    paper.updated = updated;
    paper.version = version;
    paper.featured = featured;
    paper.venue = venue;
    paper.upvotes = upvotes;
    paper.comments = comments;
    return paper;
  }

  /** The paper in that language, which is a code of ISO 639-1. */
  public Paper withLanguage(String code) {
    Builder paper = withText(title, abstractText).language(code);
    paper.titleSource = titleSource;
    paper.abstractSource = abstractSource;
    return paper.build();
  }

  /** A builder of a paper of which nothing but the title is known. */
  public static Builder titled(String title) {
    return new Builder(title);
  }

  /**
   * Whether two records are copies of one paper. The most telling kind of identifier that both have
   * decides: two papers with one title but different arXiv identifiers stay two, and one arXiv
   * identifier makes one paper, whatever DOIs its copies have.
   */
  public boolean isSameAs(Paper other) {
    for (Class<? extends PaperId> kind : List.of(ArxivId.class, Doi.class)) {
      List<PaperId> mine = ids.stream().filter(kind::isInstance).toList();
      List<PaperId> theirs = other.ids.stream().filter(kind::isInstance).toList();
      if (!mine.isEmpty() && !theirs.isEmpty()) {
        return mine.stream().anyMatch(theirs::contains);
      }
    }
    return ids.stream().anyMatch(other.ids::contains);
  }

  /**
   * One paper out of two copies: title and abstract of the later version where they are of two, the
   * first and the last of the dates, and of every other field the richer. The language is that of
   * the copy whose abstract is kept, known or not; of equal abstracts, or none, the known one and
   * else the first by its code, whoever told it. Which copy comes first does not matter.
   */
  public Paper mergedWith(Paper other) {
    Paper titled = best(other, TITLES);
    Paper told = best(other, ABSTRACTS);
    Builder merged = new Builder(titled.title);
    merged.titleSource = titled.titleSource;
    merged.ids(union(ids, other.ids));
    merged.abstractText(told.abstractText);
    merged.abstractSource = told.abstractSource;
    merged.language = told.language;
    merged.version = told.version;
    merged.withdrawn = withdrawn || other.withdrawn;
    merged.authors(fuller(authors, other.authors));
    merged.authorCount(Math.max(authorCount, other.authorCount));
    merged.organisation = first(organisation, other.organisation, ORGANISATIONS);
    merged.published = PublicationDate.better(published, other.published);
    merged.updated = first(lastDate(), other.lastDate(), Comparator.reverseOrder());
    merged.featured = PublicationDate.better(featured, other.featured);
    merged.venue = first(venue, other.venue, Comparator.naturalOrder());
    merged.categories(union(categories, other.categories));
    merged.keywords(union(keywords, other.keywords));
    merged.links(union(links, other.links));
    merged.upvotes = larger(upvotes, other.upvotes);
    merged.comments = larger(comments, other.comments);
    return merged.build();
  }

  /** Both lists' members, the first of them in their order where they are too many. */
  private static <T extends Comparable<? super T>> List<T> union(List<T> one, List<T> other) {
    var all = new TreeSet<T>(one);
    all.addAll(other);
    return all.stream().limit(MAX_LIST - 1).toList(); // the title's own identifier may come on top
  }

  /** The copy of the later version; of one version, the one that the order puts first. */
  private Paper best(Paper other, Comparator<Paper> order) {
    int byVersion = Integer.compare(version.orElse(0), other.version.orElse(0));
    return byVersion > 0 || (byVersion == 0 && order.compare(this, other) <= 0) ? this : other;
  }

  private Optional<PublicationDate> lastDate() {
    return updated.or(() -> published);
  }

  private static List<Author> fuller(List<Author> one, List<Author> other) {
    int bySize = Integer.compare(one.size(), other.size());
    return bySize > 0 || (bySize == 0 && one.toString().compareTo(other.toString()) <= 0)
        ? one
        : other;
  }

  private static <T> Optional<T> first(Optional<T> one, Optional<T> other, Comparator<T> order) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(order.compare(one.get(), other.get()) <= 0 ? one.get() : other.get())
        : one.or(() -> other);
  }

  private static OptionalInt larger(OptionalInt one, OptionalInt other) {
    return one.isPresent() && other.isPresent()
        ? OptionalInt.of(Math.max(one.getAsInt(), other.getAsInt()))
        : one.isPresent() ? one : other;
  }

  /** Collects a paper's facts; {@link #build} checks them. Not thread-safe. */
  public static final class Builder {
    private final String title;
    private final List<PaperId> ids = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();
    private final List<String> keywords = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private List<Author> authors = List.of();
    private Optional<String> titleSource = Optional.empty();
    private String abstractText = "";
    private Optional<String> abstractSource = Optional.empty();
    private Optional<String> language = Optional.empty();
    private int authorCount;
    private Optional<Organisation> organisation = Optional.empty();
    private Optional<PublicationDate> published = Optional.empty();
    private Optional<PublicationDate> updated = Optional.empty();
    private OptionalInt version = OptionalInt.empty();
    private boolean withdrawn;
    private Optional<PublicationDate> featured = Optional.empty();
    private Optional<String> venue = Optional.empty();
    private OptionalInt upvotes = OptionalInt.empty();
    private OptionalInt comments = OptionalInt.empty();

    private Builder(String title) {
      this.title = title;
    }

    /** Adds identifiers to those already there. */
    public Builder ids(Collection<? extends PaperId> more) {
      ids.addAll(more);
      return this;
    }

    public Builder titleSource(String text) {
      titleSource = Optional.of(text);
      return this;
    }

    public Builder abstractText(String text) {
      abstractText = text;
      return this;
    }

    public Builder abstractSource(String text) {
      abstractSource = Optional.of(text);
      return this;
    }

    /** A code of ISO 639-1; {@link Language#parse} makes one of what sources write. */
    public Builder language(String code) {
      language = Optional.of(code);
      return this;
    }

    public Builder authors(List<Author> names) {
      authors = names;
      return this;
    }

    public Builder authorCount(int count) {
      authorCount = count;
      return this;
    }

    public Builder organisation(Organisation value) {
      organisation = Optional.of(value);
      return this;
    }

    public Builder published(PublicationDate date) {
      published = Optional.of(date);
      return this;
    }

    public Builder updated(PublicationDate date) {
      updated = Optional.of(date);
      return this;
    }

    public Builder version(int number) {
      version = OptionalInt.of(number);
      return this;
    }

    public Builder withdrawn(boolean value) {
      withdrawn = value;
      return this;
    }

    public Builder featured(PublicationDate date) {
      featured = Optional.of(date);
      return this;
    }

    public Builder venue(String name) {
      venue = Optional.of(name);
      return this;
    }

    /** Adds categories to those already there. */
    public Builder categories(Collection<String> more) {
      categories.addAll(more);
      return this;
    }

    /** Adds keywords to those already there. */
    public Builder keywords(Collection<String> more) {
      keywords.addAll(more);
      return this;
    }

    /** Adds links to those already there. */
    public Builder links(Collection<Link> more) {
      links.addAll(more);
      return this;
    }

    public Builder upvotes(int count) {
      upvotes = OptionalInt.of(count);
      return this;
    }

    public Builder comments(int count) {
      comments = OptionalInt.of(count);
      return this;
    }

    /**
     * The paper.
     *
     * @throws IllegalArgumentException when a fact is missing or out of its range, saying which
     */
    public Paper build() {
      return new Paper(
          ids,
          title,
          titleSource,
          abstractText,
          abstractSource,
          language,
          authors,
          authorCount,
          organisation,
          published,
          updated,
          version,
          withdrawn,
          featured,
          venue,
          categories,
          keywords,
          links,
          upvotes,
          comments);
    }
  }
}
