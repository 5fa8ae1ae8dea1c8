package io.akin.corpus.bibliography;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.Head;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Rejected;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads BibTeX and BibLaTeX. Every entry with a title is a paper, but for volumes ({@code
 * proceedings}, {@code periodical}); comments, preambles and text between entries are passed over.
 * Titles and abstracts keep their LaTeX; names, venues and keywords become plain text.
 *
 * <p>Keys of entries are made up by whoever keeps the file and are no identifiers, but for those of
 * DBLP. Fields are not inherited by {@code crossref}, as the volume stands behind its papers.
 */
public final class BibtexReader implements CorpusReader {
  /** Types of entries that tell the format; the key and its comma tell it from code. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?im)^[ \\t]*@[ \\t]*(?:(?:article|book|booklet|collection|conference|dataset|electronic|inbook"
              + "|incollection|inproceedings|manual|mastersthesis|misc|online|patent|phdthesis"
              + "|proceedings|report|software|techreport|thesis|unpublished|www)"
              + "[ \\t]*[{(][^{}()=\"\\n]*,|string[ \\t]*[{(][ \\t]*[\\w-]+[ \\t]*=)");

  @Override
  public String format() {
    return "BibTeX";
  }

  @Override
  public boolean recognises(Head head) {
    return head.isText()
        && (ENTRY.matcher(head.text()).find() || head.isNamed(".bib", ".bibtex", ".biblatex"));
  }

  @Override
  public void read(InputStream in, String file, Sink sink) throws IOException {
    BibtexEntries entries = new BibtexEntries(in);
    BibtexParser parser = new BibtexParser();
    for (var next = entries.next(); next.isPresent(); next = entries.next()) {
      Location location = new Location(file, next.get().line());
      Optional<ReadResult> result =
          switch (next.get()) {
            case BibtexEntries.Piece.Broken broken ->
                Optional.of(new Rejected(location, broken.reason()));
            case BibtexEntries.Piece.Entry entry -> result(parser, entry, location);
          };
      if (result.isPresent()) {
        sink.accept(result.get());
      }
    }
  }

  private static Optional<ReadResult> result(
      BibtexParser parser, BibtexEntries.Piece.Entry entry, Location location) {
    try {
      if (entry.type().equals("string")) {
        parser.define(entry);
        return Optional.empty();
      }
      return Optional.of(BibtexFields.paper(parser.parse(entry), location));
    } catch (IllegalArgumentException e) {
      return Optional.of(new Rejected(location, String.valueOf(e.getMessage())));
    }
  }
}
