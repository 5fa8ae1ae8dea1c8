package io.akin.http.site;

import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a paper is cited: for BibTeX, for people, and for programs that read pages. */
final class Citation {
  /** What LaTeX would take for a command. */
  private static final Pattern SPECIAL = Pattern.compile("[&%$#_{}~^\\\\]");

  private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]+");

  private Citation() {}

  /** A meta tag. */
  public record Meta(String name, String content) {}

  static String bibtex(Paper paper) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("title", "{" + escaped(paper.title()) + "}");
    if (!paper.authors().isEmpty()) {
      fields.put(
          "author",
          paper.authors().stream()
              .map(author -> escaped(author.name()))
              .collect(Collectors.joining(" and ")));
    } else {
      paper
          .organisation()
          .ifPresent(home -> fields.put("author", "{" + escaped(home.name()) + "}"));
    }
    paper.published().ifPresent(date -> fields.put("year", Integer.toString(date.year())));
    paper.venue().ifPresent(venue -> fields.put("journal", escaped(venue)));
    id(paper, Doi.class).ifPresent(doi -> fields.put("doi", doi));
    id(paper, ArxivId.class)
        .ifPresent(
            arxiv -> {
              fields.put("eprint", arxiv);
              fields.put("archiveprefix", "arXiv");
            });
    return fields.entrySet().stream()
        .map(field -> "  %s = {%s}".formatted(field.getKey(), field.getValue()))
        .collect(
            Collectors.joining(
                ",\n",
                "@%s{%s,\n".formatted(paper.venue().isPresent() ? "article" : "misc", key(paper)),
                "\n}\n"));
  }

  /** A key such as {@code lin2023awq}. */
  private static String key(Paper paper) {
    String name = paper.authors().isEmpty() ? "" : paper.authors().getFirst().name();
    String family = name.substring(name.lastIndexOf(' ') + 1);
    String year = paper.published().map(date -> Integer.toString(date.year())).orElse("");
    String word =
        List.of(paper.title().split("[\\s:,-]+", 10)).stream()
            .map(Citation::plain)
            .filter(part -> part.length() > 2)
            .findFirst()
            .orElse("paper");
    return plain(family) + year + word;
  }

  private static String plain(String text) {
    String bare = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    return NO_LETTER.matcher(bare).replaceAll("");
  }

  private static String escaped(String text) {
    return SPECIAL
        .matcher(text)
        .replaceAll(
            sign ->
                Matcher.quoteReplacement(
                    switch (sign.group()) {
                      case "\\" -> "\\textbackslash{}";
                      case "~" -> "\\textasciitilde{}";
                      case "^" -> "\\textasciicircum{}";
                      default -> "\\" + sign.group();
                    }));
  }

  /** In one line, as a list of references has it. */
  static String line(Paper paper) {
    List<String> parts = new ArrayList<>();
    String authors = paper.authors().stream().map(Author::name).collect(Collectors.joining(", "));
    if (authors.isEmpty()) {
      paper.organisation().ifPresent(home -> parts.add(home.name()));
    } else {
      parts.add(authors);
    }
    parts.add(paper.title());
    paper.venue().ifPresent(parts::add);
    paper.published().ifPresent(date -> parts.add(Integer.toString(date.year())));
    id(paper, ArxivId.class).ifPresent(arxiv -> parts.add("arXiv:" + arxiv));
    id(paper, Doi.class).ifPresent(doi -> parts.add("https://doi.org/" + doi));
    return parts.stream()
            .map(part -> part.endsWith(".") ? part.substring(0, part.length() - 1) : part)
            .collect(Collectors.joining(". "))
        + ".";
  }

  /** The tags that Google Scholar, Zotero and the widget read, by the names of Highwire Press. */
  static List<Meta> meta(Paper paper) {
    List<Meta> tags = new ArrayList<>();
    tags.add(new Meta("citation_title", paper.title()));
    paper.authors().forEach(author -> tags.add(new Meta("citation_author", author.name())));
    paper
        .published()
        .ifPresent(
            date ->
                tags.add(new Meta("citation_publication_date", date.toString().replace('-', '/'))));
    paper.venue().ifPresent(venue -> tags.add(new Meta("citation_journal_title", venue)));
    id(paper, Doi.class).ifPresent(doi -> tags.add(new Meta("citation_doi", doi)));
    id(paper, ArxivId.class).ifPresent(arxiv -> tags.add(new Meta("citation_arxiv_id", arxiv)));
    paper.keywords().forEach(word -> tags.add(new Meta("citation_keywords", word)));
    return tags;
  }

  private static Optional<String> id(Paper paper, Class<? extends PaperId> kind) {
    return paper.ids().stream().filter(kind::isInstance).map(PaperId::value).findFirst();
  }
}
