package io.akin.corpus.bibliography;

import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.bibliography.BibtexParser.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The facts that the fields of a BibTeX or BibLaTeX entry state. */
final class BibtexFields {
  private static final List<String> VENUES =
      List.of(
          "journal",
          "journaltitle",
          "booktitle",
          "eventtitle",
          "venue",
          "school",
          "institution",
          "publisher");

  /** Fields that may be nothing but an arXiv number. */
  private static final List<String> PREPRINTS = List.of("note", "number", "howpublished");

  private static final Pattern DBLP_ADDRESS =
      Pattern.compile(
          "https?://dblp\\.(?:org|uni-trier\\.de)/rec/(?:bib\\d?/)?(\\S+?)(?:\\.bib|\\.html)?");

  private static final Pattern AND = Pattern.compile("(?i)(?:^|(?<!\\s)\\s+)and(?=\\s|$)");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SEMICOLON = Pattern.compile(";");

  /** {@code family=Last, given=First}, as BibLaTeX allows. */
  private static final Pattern NAMED_PART =
      Pattern.compile("\\s*(family|given|prefix|suffix)\\s*=(.*)", Pattern.DOTALL);

  private static final Pattern ADDRESS_COMMAND = Pattern.compile("\\\\(?:url|href|path)\\s*");
  private static final Pattern TILDE =
      Pattern.compile("\\{?\\\\textasciitilde(?:\\{})?\\s*}?|\\$\\\\sim\\$");
  private static final Pattern ESCAPED = Pattern.compile("\\\\([_%&#~$])");
  private static final Pattern BRACE = Pattern.compile("[{}]");

  private final Fields fields;
  private final Reference reference;

  private BibtexFields(Fields fields) {
    this.fields = fields;
    this.reference = new Reference(title(fields), fields.text("abstract"));
  }

  /** The paper that an entry is about, or why it is none. */
  static ReadResult paper(Fields fields, Location location) {
    return new BibtexFields(fields).read(location);
  }

  private static @Nullable String title(Fields fields) {
    String title = fields.text("title");
    String subtitle = fields.text("subtitle");
    return title == null || subtitle == null || subtitle.isBlank()
        ? title
        : title + ": " + subtitle;
  }

  private ReadResult read(Location location) {
    identifiers();
    LatexText.cut(text("author"), AND).stream().map(String::strip).forEach(this::author);
    reference.draft().language(plain(text("language").isBlank() ? "langid" : "language"));
    dates();
    List<@Nullable String> venues = new ArrayList<>();
    VENUES.forEach(field -> venues.add(plain(field)));
    reference.venue(venues);
    keywords(text("keywords"));
    keywords(text("keyword"));
    return reference.at(location);
  }

  private void identifiers() {
    reference.doi(address("doi"));
    eprint();
    if (text("volume").startsWith("abs/")) { // of DBLP's journal "CoRR"
      var _ = reference.arxivIfAny(text("volume").substring("abs/".length()));
    }
    PREPRINTS.forEach(field -> reference.preprint(plain(field)));
    reference.addresses(address("url"));
    if (text("howpublished").contains("http")) {
      reference.addresses(address("howpublished"));
    }
    if (fields.key().startsWith("DBLP:")) {
      reference.draft().sourceId("dblp", fields.key().substring("DBLP:".length()));
    }
    Matcher dblp = DBLP_ADDRESS.matcher(address("biburl"));
    if (dblp.matches()) {
      reference.draft().sourceId("dblp", dblp.group(1));
    }
  }

  private void eprint() {
    String archive = plain("archiveprefix") + plain("eprinttype");
    String id = plain("eprint");
    if (archive.equalsIgnoreCase("arxiv")) {
      reference.arxivId(id);
      reference.draft().category(plain("primaryclass")).category(plain("eprintclass"));
    } else if (archive.isBlank()) {
      var _ = reference.arxivIfAny(id); // other archives have numbers of their own
      reference.draft().category(plain("primaryclass"));
    }
    var _ = reference.arxivIfAny(plain("arxivid")); // Mendeley
  }

  private void author(String name) {
    if (name.equalsIgnoreCase("others")) {
      return;
    }
    List<String> parts = LatexText.cut(name, COMMA);
    Map<String, String> named = new HashMap<>();
    for (String part : parts) {
      Matcher matcher = NAMED_PART.matcher(part);
      if (matcher.matches()) {
        named.put(matcher.group(1), LatexText.plain(matcher.group(2)).strip());
      }
    }
    if (named.containsKey("family")) {
      List<String> inOrder = new ArrayList<>();
      for (String part : List.of("given", "prefix", "family", "suffix")) {
        Optional.ofNullable(named.get(part)).ifPresent(inOrder::add);
      }
      reference.author(List.of(String.join(" ", inOrder)));
    } else {
      reference.author(parts.stream().map(LatexText::plain).toList());
    }
  }

  private void dates() {
    String date = text("date");
    String year = text("year");
    String month = LatexText.plain(text("month"));
    Optional<PartialDate> known =
        PartialDate.parse(date)
            .or(
                () ->
                    month.isBlank()
                        ? PartialDate.parse(year)
                        : PartialDate.of(year, month, text("day")));
    reference.published(known, date.isBlank() ? year : date);
  }

  private void keywords(String list) {
    List<String> words = LatexText.cut(list, SEMICOLON);
    (words.size() > 1 ? words : LatexText.cut(list, COMMA))
        .forEach(word -> reference.draft().keyword(LatexText.plain(word)));
  }

  /** A field as it is written, empty when the entry lacks it. */
  private String text(String field) {
    String text = fields.text(field);
    return text == null ? "" : text;
  }

  private String plain(String field) {
    return LatexText.plain(text(field)).strip();
  }

  /** A field that is an address or an identifier, in which LaTeX escapes some characters. */
  private String address(String field) {
    String text = ADDRESS_COMMAND.matcher(text(field)).replaceAll("");
    text = TILDE.matcher(text).replaceAll("~");
    text = ESCAPED.matcher(text).replaceAll("$1").replace("}{", " ");
    return BRACE.matcher(text).replaceAll("").strip();
  }
}
