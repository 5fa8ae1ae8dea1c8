package io.akin.http.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.corpus.CorpusException;
import io.akin.corpus.CorpusReader;
import io.akin.corpus.Head;
import io.akin.corpus.ReadResult;
import io.akin.index.IndexedPaper;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.Text;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Seed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what people paste to say which papers they mean: a file of a bibliography, identifiers or
 * titles line by line, or a text. Thread-safe.
 */
final class Pasted {
  private final PaperFinder finder;
  private final List<CorpusReader> readers;

  /**
   * Finds the papers.
   *
   * @param readers of bibliographies
   */
  Pasted(PaperFinder finder, List<CorpusReader> readers) {
    this.finder = finder;
    this.readers = List.copyOf(readers);
  }

  /**
   * What was meant.
   *
   * @param papers identifiers of papers of the library
   * @param texts what is no paper of it, and says what it is about
   * @param unknown identifiers that no paper of the library has
   * @param unread entries of a bibliography that cannot be read, and why
   */
  record Meant(Set<String> papers, Set<String> texts, Set<String> unknown, List<String> unread) {
    private Meant() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
    }
  }

  Meant read(String pasted) throws IOException {
    byte[] bytes = pasted.getBytes(UTF_8);
    Head head = new Head("", bytes);
    Optional<CorpusReader> reader =
        readers.stream().filter(one -> one.recognises(head)).findFirst();
    return reader.isPresent() ? bibliography(reader.get(), bytes) : lines(pasted);
  }

  /** Papers that are not in the library are taken by their titles, for what they are about. */
  private Meant bibliography(CorpusReader reader, byte[] bytes) throws IOException {
    Meant meant = new Meant();
    try {
      reader.read(
          new ByteArrayInputStream(bytes),
          "what was pasted",
          result -> {
            switch (result) {
              case ReadResult.Read read -> {
                Optional<String> known = find(read.paper());
                known.ifPresentOrElse(
                    meant.papers::add, () -> meant.texts.add(read.paper().title()));
              }
              case ReadResult.Rejected rejected -> meant.unread.add(rejected.reason());
              case ReadResult.Skipped _ -> {}
            }
          });
    } catch (CorpusException e) {
      throw new IllegalArgumentException(
          "what was pasted looks like %s but cannot be read: %s"
              .formatted(reader.format(), e.getMessage()),
          e);
    }
    if (meant.papers.isEmpty() && meant.texts.isEmpty()) {
      throw new IllegalArgumentException(
          "what was pasted looks like %s, but no entry of it can be read%s"
              .formatted(
                  reader.format(),
                  meant.unread.isEmpty() ? "" : ": " + Text.shortened(meant.unread.getFirst())));
    }
    return meant;
  }

  private Optional<String> find(Paper paper) throws IOException {
    for (PaperId id : paper.ids()) {
      Optional<IndexedPaper> found = finder.find(id.text());
      if (found.isPresent()) {
        return found.map(known -> known.paper().id().text());
      }
    }
    return Optional.empty();
  }

  private Meant lines(String pasted) throws IOException {
    Meant meant = new Meant();
    List<String> others = new ArrayList<>();
    for (String line : pasted.lines().map(String::strip).toList()) {
      if (line.isEmpty()) {
        continue;
      }
      Optional<IndexedPaper> found =
          line.length() <= Seed.OfPaper.MAX_REFERENCE ? finder.find(line) : Optional.empty();
      if (found.isPresent()) {
        meant.papers.add(found.get().paper().id().text());
      } else if (PaperId.parse(line).isPresent()) {
        meant.unknown.add(line);
      } else {
        others.add(line);
      }
    }
    if (meant.papers.isEmpty() && meant.unknown.isEmpty() && !others.isEmpty()) {
      meant.texts.add(String.join(" ", others)); // the lines of one text
    } else {
      meant.texts.addAll(others);
    }
    return meant;
  }
}
