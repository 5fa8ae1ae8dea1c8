package io.akin.index;

import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Papers in memory, every vector compared with float64 sums: the oracle that engines are measured
 * against. What it holds never changes. Thread-safe.
 */
public final class FlatIndex implements PaperIndex {
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private final IndexManifest manifest;
  private final List<IndexedPaper> papers;

  /**
   * An index of the papers.
   *
   * @param papers in any order, each once
   */
  public FlatIndex(IndexManifest manifest, Collection<IndexedPaper> papers) {
    for (IndexedPaper indexed : papers) {
      manifest.requireDimension(indexed.embedding().dimension());
    }
    this.manifest = manifest;
    this.papers =
        papers.stream().sorted(Comparator.comparing(indexed -> indexed.paper().id())).toList();
  }

  @Override
  public IndexManifest manifest() {
    return manifest;
  }

  @Override
  public OptionalDouble recall() {
    return OptionalDouble.empty();
  }

  @Override
  public int size() {
    return papers.size();
  }

  @Override
  public Optional<IndexedPaper> find(PaperId id) {
    return papers.stream().filter(indexed -> indexed.paper().ids().contains(id)).findFirst();
  }

  @Override
  public List<Hit> nearest(KnnQuery query) {
    manifest.requireDimension(query.vector().dimension());
    record Scored(Paper paper, double cosine) {}
    return papers.stream()
        .map(indexed -> new Scored(indexed.paper(), query.vector().cosine(indexed.embedding())))
        // The sort is stable, and the papers are in the order of their identifiers.
        .sorted(Comparator.comparingDouble((Scored scored) -> -scored.cosine()))
        .limit(query.k())
        .map(scored -> new Hit(scored.paper(), (float) scored.cosine()))
        .toList();
  }

  @Override
  public PaperView view() {
    return new FlatView(manifest, papers);
  }

  /** Counts the words a title shares with those asked for. */
  @Override
  public List<Paper> titled(String words, int k) {
    Set<String> wanted = words(words);
    record Scored(Paper paper, long shared) {}
    return papers.stream()
        .map(IndexedPaper::paper)
        .map(
            paper ->
                new Scored(paper, words(paper.title()).stream().filter(wanted::contains).count()))
        .filter(scored -> scored.shared() > 0)
        .sorted(Comparator.comparingLong((Scored scored) -> -scored.shared()))
        .limit(k)
        .map(Scored::paper)
        .toList();
  }

  private static Set<String> words(String text) {
    return Arrays.stream(NOT_WORD.split(text.toLowerCase(Locale.ROOT)))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  @Override
  public void scan(PaperConsumer consumer) throws IOException {
    for (IndexedPaper indexed : papers) {
      consumer.accept(indexed);
    }
  }

  @Override
  public void close() {}
}
