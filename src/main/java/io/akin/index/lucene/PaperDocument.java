package io.akin.index.lucene;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.embedding.Embedding;
import io.akin.index.Condition;
import io.akin.index.IndexedPaper;
import io.akin.index.Words;
import io.akin.paper.Author;
import io.akin.paper.Link;
import io.akin.paper.LocalId;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/** A paper as a Lucene document, both ways. The names of the fields are part of the file format. */
final class PaperDocument {
  /** Every identifier of the paper, each a term. */
  static final String IDS = "ids";

  /** The {@link #key} of the paper, a term. */
  static final String KEY = "key";

  /** The identifier the paper is known by, to read. */
  static final String ID = "id";

  /** The {@link #order} of that identifier, to sort by. */
  static final String ID_ORDER = "id.order";

  static final String TITLE = "title";
  static final String ABSTRACT = "abstract";
  static final String EMBEDDING = "embedding";

  /** The words of title, twice, and abstract; see {@link PaperTerms}. */
  static final String TEXT = "text";

  /** How many words {@link #TEXT} has. */
  static final String LENGTH = "length";

  /** The hash of the title. */
  static final String TITLE_ID = "title.id";

  /** First and last day the paper may be of, as days since 1970. */
  static final String FIRST_DAY = "firstDay";

  static final String LAST_DAY = "lastDay";

  /** The same of the day a daily listing showed it. */
  static final String FEATURED_FIRST_DAY = "featured.firstDay";

  static final String FEATURED_LAST_DAY = "featured.lastDay";

  /** Readers' votes, to sort by. */
  static final String VOTES = "votes";

  // What the paper is found by when a search is filtered; see Condition.
  static final String CATEGORY_NAME = "category.name";
  static final String AUTHOR_NAME = "author.name";
  static final String ORGANISATION = "organisation";
  static final String VENUE_NAME = "venue.name";
  static final String KEYWORD_NAME = "keyword.name";
  static final String HAS_CODE = "hasCode";
  static final String SOURCE = "source";

  private static final String AUTHOR = "author";
  private static final String AUTHOR_COUNT = "authorCount";
  private static final String ORGANISATION_SLUG = "organisation.slug";
  private static final String ORGANISATION_NAME = "organisation.name";
  private static final String PUBLISHED = "published";
  private static final String UPDATED = "updated";
  private static final String VERSION = "version";
  private static final String WITHDRAWN = "withdrawn";
  private static final String FEATURED = "featured";
  private static final String TITLE_SOURCE = "title.source";
  private static final String ABSTRACT_SOURCE = "abstract.source";
  static final String LANGUAGE = "language";
  private static final String VENUE = "venue";
  private static final String CATEGORY = "category";
  private static final String KEYWORD = "keyword";
  private static final String LINK = "link.";
  private static final String UPVOTES = "upvotes";
  private static final String COMMENTS = "comments";
  private static final String CONTENT_HASH = "contentHash";

  /** Words and how often they occur; neither where nor, since {@link #LENGTH} is exact, norms. */
  private static final FieldType WORDS = new FieldType();

  static {
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    WORDS.setOmitNorms(true);
    WORDS.freeze();
  }

  private PaperDocument() {}

  static Document of(IndexedPaper indexed) {
    Paper paper = indexed.paper();
    Document document = new Document();
    document.add(new SortedDocValuesField(ID, new BytesRef(paper.id().text())));
    document.add(new SortedDocValuesField(ID_ORDER, order(paper.id())));
    document.add(new StringField(KEY, key(paper), Store.NO));
    paper.ids().forEach(id -> document.add(new StringField(IDS, id.text(), Store.YES)));
    document.add(new TextField(TITLE, paper.title(), Store.YES));
    document.add(new StoredField(ABSTRACT, paper.abstractText()));
    paper.authors().forEach(author -> document.add(new StoredField(AUTHOR, author.name())));
    document.add(new StoredField(AUTHOR_COUNT, paper.authorCount()));
    paper
        .organisation()
        .ifPresent(
            organisation -> {
              document.add(new StoredField(ORGANISATION_SLUG, organisation.slug()));
              document.add(new StoredField(ORGANISATION_NAME, organisation.name()));
            });
    paper.published().ifPresent(date -> document.add(new StoredField(PUBLISHED, date.toString())));
    paper.updated().ifPresent(date -> document.add(new StoredField(UPDATED, date.toString())));
    paper.version().ifPresent(number -> document.add(new StoredField(VERSION, number)));
    if (paper.withdrawn()) {
      document.add(new StoredField(WITHDRAWN, 1));
    }
    paper.featured().ifPresent(date -> document.add(new StoredField(FEATURED, date.toString())));
    paper.titleSource().ifPresent(text -> document.add(new StoredField(TITLE_SOURCE, text)));
    paper.abstractSource().ifPresent(text -> document.add(new StoredField(ABSTRACT_SOURCE, text)));
    paper.language().ifPresent(code -> document.add(new StringField(LANGUAGE, code, Store.YES)));
    paper.venue().ifPresent(venue -> document.add(new StoredField(VENUE, venue)));
    paper.categories().forEach(name -> document.add(new StoredField(CATEGORY, name)));
    paper.keywords().forEach(word -> document.add(new StoredField(KEYWORD, word)));
    paper.links().forEach(link -> document.add(new StoredField(LINK + link.kind(), link.url())));
    paper.upvotes().ifPresent(count -> document.add(new StoredField(UPVOTES, count)));
    paper.comments().ifPresent(count -> document.add(new StoredField(COMMENTS, count)));
    document.add(new StoredField(CONTENT_HASH, indexed.contentHash()));
    document.add(
        new KnnFloatVectorField(
            EMBEDDING, indexed.embedding().toArray(), VectorSimilarityFunction.DOT_PRODUCT));
    addWords(document, paper);
    addFacts(document, paper);
    return document;
  }

  /** Adds what papers are scored by for words. */
  private static void addWords(Document document, Paper paper) {
    for (int i = 0; i < PaperTerms.TITLE_COUNT; i++) {
      document.add(new Field(TEXT, paper.title(), WORDS));
    }
    document.add(new Field(TEXT, paper.abstractText(), WORDS));
    document.add(new NumericDocValuesField(LENGTH, length(paper)));
  }

  static int length(Paper paper) {
    return PaperTerms.length(PaperTerms.counts(paper.title(), paper.abstractText()));
  }

  /** Adds what papers are filtered and sorted by. */
  private static void addFacts(Document document, Paper paper) {
    document.add(
        new SortedDocValuesField(TITLE_ID, new BytesRef(LocalId.ofTitle(paper.title()).value())));
    paper.published().ifPresent(date -> addPeriod(document, FIRST_DAY, LAST_DAY, date));
    paper
        .featured()
        .ifPresent(date -> addPeriod(document, FEATURED_FIRST_DAY, FEATURED_LAST_DAY, date));
    paper.upvotes().ifPresent(count -> addNumber(document, VOTES, count));
    for (String category : paper.categories()) {
      addTerms(document, CATEGORY_NAME, Condition.InCategory.namesOf(category));
    }
    paper
        .authors()
        .forEach(author -> addTerms(document, AUTHOR_NAME, Words.phrases(author.name())));
    paper
        .organisation()
        .ifPresent(
            organisation -> {
              addTerms(document, ORGANISATION, Words.phrases(organisation.slug()));
              addTerms(document, ORGANISATION, Words.phrases(organisation.name()));
            });
    paper.venue().ifPresent(venue -> addTerms(document, VENUE_NAME, Words.phrases(venue)));
    paper.keywords().forEach(word -> addTerms(document, KEYWORD_NAME, Words.phrases(word)));
    boolean code = paper.links().stream().anyMatch(link -> link.kind() == Link.Kind.CODE);
    addTerms(document, HAS_CODE, List.of(Boolean.toString(code)));
    addTerms(document, SOURCE, paper.ids().stream().map(PaperId::scheme).distinct().toList());
  }

  private static void addPeriod(
      Document document, String firstDay, String lastDay, PublicationDate date) {
    addNumber(document, firstDay, date.firstDay().toEpochDay());
    document.add(new LongPoint(lastDay, date.lastDay().toEpochDay()));
  }

  /** Adds a number to sort by. The point lets a search pass over what sorts too low. */
  private static void addNumber(Document document, String field, long number) {
    document.add(new LongPoint(field, number));
    document.add(new NumericDocValuesField(field, number));
  }

  private static void addTerms(Document document, String field, Collection<String> terms) {
    terms.forEach(term -> document.add(new StringField(field, term, Store.NO)));
  }

  /**
   * What tells a paper from all others: a hash over all of its identifiers. One of them would not
   * do, since two papers can share an identifier and disagree on another.
   */
  static BytesRef key(Paper paper) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (PaperId id : paper.ids()) {
        digest.update(id.text().getBytes(UTF_8));
        digest.update((byte) 0);
      }
      return new BytesRef(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * Bytes that sort as identifiers do: by kind, then by the UTF-16 units of their texts. The bytes
   * of UTF-8, as Lucene stores texts, would put rare characters elsewhere.
   */
  static BytesRef order(PaperId id) {
    byte[] units = id.text().getBytes(UTF_16BE);
    byte[] order = new byte[1 + units.length];
    order[0] = (byte) id.rank();
    System.arraycopy(units, 0, order, 1, units.length);
    return new BytesRef(order);
  }

  static IndexedPaper indexed(Document document, Embedding embedding) {
    return new IndexedPaper(paper(document), embedding, required(document, CONTENT_HASH));
  }

  static Paper paper(Document document) {
    Paper.Builder paper = Paper.titled(required(document, TITLE));
    paper.ids(values(document, IDS).stream().map(PaperDocument::id).toList());
    paper.abstractText(required(document, ABSTRACT));
    paper.authors(values(document, AUTHOR).stream().map(Author::new).toList());
    paper.authorCount(Integer.parseInt(required(document, AUTHOR_COUNT)));
    optional(document, ORGANISATION_SLUG)
        .map(slug -> new Organisation(slug, required(document, ORGANISATION_NAME)))
        .ifPresent(paper::organisation);
    optional(document, PUBLISHED).map(PublicationDate::parse).ifPresent(paper::published);
    optional(document, UPDATED).map(PublicationDate::parse).ifPresent(paper::updated);
    optional(document, VERSION).map(Integer::parseInt).ifPresent(paper::version);
    paper.withdrawn(optional(document, WITHDRAWN).isPresent());
    optional(document, FEATURED).map(PublicationDate::parse).ifPresent(paper::featured);
    optional(document, TITLE_SOURCE).ifPresent(paper::titleSource);
    optional(document, ABSTRACT_SOURCE).ifPresent(paper::abstractSource);
    optional(document, LANGUAGE).ifPresent(paper::language);
    optional(document, VENUE).ifPresent(paper::venue);
    paper.categories(values(document, CATEGORY)).keywords(values(document, KEYWORD));
    for (Link.Kind kind : Link.Kind.values()) {
      paper.links(values(document, LINK + kind).stream().map(url -> new Link(kind, url)).toList());
    }
    optional(document, UPVOTES).map(Integer::parseInt).ifPresent(paper::upvotes);
    optional(document, COMMENTS).map(Integer::parseInt).ifPresent(paper::comments);
    return paper.build();
  }

  /** Reads an identifier as the index stores it. */
  static PaperId id(String text) {
    try {
      return PaperId.ofText(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("not an identifier in the index: " + text, e);
    }
  }

  private static List<String> values(Document document, String field) {
    return Arrays.asList(document.getValues(field));
  }

  private static Optional<String> optional(Document document, String field) {
    return Optional.ofNullable(document.get(field));
  }

  private static String required(Document document, String field) {
    String value = document.get(field);
    if (value == null) {
      throw new IllegalStateException("a document of the index has no field " + field);
    }
    return value;
  }
}
