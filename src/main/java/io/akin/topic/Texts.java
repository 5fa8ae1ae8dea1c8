package io.akin.topic;

import io.akin.cluster.Progress;
import io.akin.paper.Paper;
import java.util.List;
import java.util.function.IntConsumer;

/** The words of papers, of title and abstract apart. Memory: 4 bytes a word. Immutable. */
final class Texts {
  private static final int PAPERS_BETWEEN_REPORTS = 1024;

  private final int[][] titles;
  private final int[][] abstracts;
  private final Vocabulary vocabulary;
  private final Progress progress;

  private Texts(int[][] titles, int[][] abstracts, Vocabulary vocabulary, Progress progress) {
    this.titles = titles;
    this.abstracts = abstracts;
    this.vocabulary = vocabulary;
    this.progress = progress;
  }

  static Texts of(List<Paper> papers, Progress progress) throws InterruptedException {
    int n = papers.size();
    Texts texts = new Texts(new int[n][], new int[n][], new Vocabulary(), progress);
    texts.forEachRow(
        "words of papers",
        row -> {
          Paper paper = papers.get(row);
          texts.titles[row] = texts.vocabulary.words(paper.title());
          texts.abstracts[row] = texts.vocabulary.words(paper.abstractText());
        });
    return texts;
  }

  /** How many papers. */
  int size() {
    return titles.length;
  }

  /** The surfaces of a title, {@link Vocabulary#BREAK} between those that are no neighbours. */
  int[] title(int row) {
    return titles[row];
  }

  /** The surfaces of an abstract, as those of {@link #title}. */
  int[] abstractOf(int row) {
    return abstracts[row];
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Visits all rows in order. */
  void forEachRow(String step, IntConsumer visitor) throws InterruptedException {
    for (int row = 0; row < size(); row++) {
      if (row % PAPERS_BETWEEN_REPORTS == 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted at: " + step);
        }
        progress.at(step, row, size());
      }
      visitor.accept(row);
    }
    progress.at(step, size(), size());
  }
}
