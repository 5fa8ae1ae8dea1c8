package io.akin.corpus.table;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A fact of a paper, and the names of columns that tell it, the best first. Names are compared by
 * their letters and digits alone, in lower case.
 */
enum Fact {
  TITLE("title", "titles", "articletitle", "documenttitle"),
  ABSTRACT("abstract", "abstractnote", "abstracttext", "abstracts", "summary", "summaries"),
  LANGUAGE("language", "lang", "languageoforiginaldocument"),
  AUTHORS("authors", "author", "authorsname", "authornames", "creators", "creator"),
  AUTHOR_COUNT("authorcount", "numauthors"),
  ID("id", "ids", "entryid"),
  ARXIV("arxivid", "arxiv", "externalidsarxiv"),
  DOI("doi", "doiurl", "doilink", "externalidsdoi"),
  PMID("pmid"),
  /** Means something in an export of Zotero only. */
  ZOTERO_KEY("key"),
  PUBLISHED(
      "published",
      "publishedat",
      "publisheddate",
      "publicationdate",
      "datepublished",
      "coverdate",
      "pubdate",
      "date",
      "publicationyear",
      "pubyear",
      "year"),
  UPDATED("updated", "updatedat", "updateddate", "updatedate", "lastupdated"),
  FEATURED("featured", "featuredat", "submittedon", "submittedondailyat"),
  VENUE(
      "venue",
      "journal",
      "conference",
      "booktitle",
      "publicationtitle",
      "conferencename",
      "proceedingstitle",
      "journaltitle",
      "journalname",
      "journalbook",
      "containertitle",
      "sourcetitle",
      "journalref"),
  CATEGORIES("categories", "category", "primarycategory", "arxivcategories", "subjects", "terms"),
  KEYWORDS(
      "keywords",
      "keyword",
      "aikeywords",
      "tags",
      "manualtags",
      "automatictags",
      "authorkeywords",
      "indexkeywords"),
  PAGE("url", "link", "pageurl", "absurl", "urlabs", "pdfurl", "pdflink", "pdf"),
  CODE("code", "codeurl", "githubrepo", "github", "repository"),
  PROJECT("project", "projectpage", "projecturl"),
  ORGANISATION("organisation", "organization", "organisationname", "organizationname"),
  ORGANISATION_FULL_NAME("organisationfullname", "organizationfullname"),
  UPVOTES("upvotes", "votes"),
  COMMENTS("comments", "numcomments", "commentcount"),
  VERSION("version"),
  WITHDRAWN("withdrawn", "withdrawnat");

  private static final String WRAPPED = "paper";
  private static final Map<String, Named> BY_NAME = new HashMap<>();

  static {
    for (Fact fact : values()) {
      List<String> names = List.of(fact.names.split(" "));
      names.forEach(name -> BY_NAME.put(name, new Named(fact, names.indexOf(name))));
    }
  }

  /** Parted by spaces. */
  private final String names;

  Fact(String... names) {
    this.names = String.join(" ", names);
  }

  /**
   * A fact by the name of a column.
   *
   * @param rank 0 for the best of the names
   */
  record Named(Fact fact, int rank) {}

  /**
   * The fact that a column of this name tells. Before a name, {@code paper} changes nothing:
   * flattened tables write {@code paper_title} for the title of the paper in a row.
   */
  static Optional<Named> named(String column) {
    String plain = plain(column);
    Named named = BY_NAME.get(plain);
    if (named == null && plain.startsWith(WRAPPED)) {
      named = BY_NAME.get(plain.substring(WRAPPED.length()));
    }
    return Optional.ofNullable(named);
  }

  /** The letters and digits of a name, in lower case. */
  static String plain(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
  }
}
