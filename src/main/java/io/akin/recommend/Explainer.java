package io.akin.recommend;

import io.akin.embedding.EmbeddingSpace;
import io.akin.index.Evidence;
import io.akin.index.PaperView;
import io.akin.paper.Paper;
import io.akin.paper.Text;
import io.akin.recommend.why.AnalysedText;
import io.akin.recommend.why.KeyPhrase;
import io.akin.recommend.why.KeyPhrases;
import io.akin.recommend.why.SentencePair;
import io.akin.recommend.why.SentencePairs;
import io.akin.recommend.why.Sentences;
import io.akin.recommend.why.VectorCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gives the reasons for the papers of a page. Vectors of sentences are made for these papers alone,
 * and kept for the next page that shows them. Thread-safe.
 */
final class Explainer {
  /** In smaller indexes how rare a word is says little about how telling it is. */
  private static final int FEW_PAPERS = 500;

  /** Longer than identifiers are. */
  private static final int MAX_LABEL = 200;

  private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

  /** The vectors of one space: those of another cannot be compared with them. */
  private record Known(EmbeddingSpace space, VectorCache vectors) {}

  /**
   * The reasons, paper by paper.
   *
   * @param evidence for each paper, how like each seed it is
   * @param effects for each paper, what its age takes from its score
   */
  List<Explanation> explain(
      PaperView view,
      RequestEncoder encoder,
      Seeds seeds,
      Request request,
      List<Paper> papers,
      List<List<Evidence>> evidence,
      List<Double> effects)
      throws IOException {
    try {
      return explainWith(idf(view), view, encoder, seeds, request, papers, evidence, effects);
    } catch (UncheckedIOException e) {
      throw new IOException("the index could not be read: " + e.getMessage(), e);
    }
  }

  private static ToDoubleFunction<String> idf(PaperView view) {
    double least = view.size() < FEW_PAPERS ? 1 : 0;
    return term -> {
      try {
        return Math.max(least, view.idf(term));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private List<Explanation> explainWith(
      ToDoubleFunction<String> idf,
      PaperView view,
      RequestEncoder encoder,
      Seeds seeds,
      Request request,
      List<Paper> papers,
      List<List<Evidence>> evidence,
      List<Double> effects)
      throws IOException {
    List<AnalysedText> texts = new ArrayList<>();
    for (Paper paper : papers) {
      texts.add(analysed(view, paper.title(), paper.abstractText()));
    }
    List<Optional<Explanation.Sentences>> sentences =
        request.reasons() == Reasons.FULL
            ? sentences(idf, view, encoder, seeds, papers, texts)
            : Collections.nCopies(papers.size(), Optional.empty());
    JoinedText positives = new JoinedText(view);
    for (Seeds.Found seed : seeds.all()) {
      if (seed.example().weight() > 0) {
        positives.add(seed.example().title(), seed.example().text());
      }
    }
    KeyPhrases phrases = new KeyPhrases(positives.analysed());
    List<Explanation> all = new ArrayList<>();
    for (int i = 0; i < papers.size(); i++) {
      all.add(
          new Explanation(
              parts(seeds, request.mode(), evidence.get(i)),
              effects.get(i),
              sentences.get(i),
              phrases.sharedWith(texts.get(i), idf).stream().map(KeyPhrase::surface).toList()));
    }
    return all;
  }

  private static AnalysedText analysed(PaperView view, String title, String content) {
    return new JoinedText(view).add(title, content).analysed();
  }

  /** Of each paper the sentence that is nearest to one of a positive, and that one. */
  private List<Optional<Explanation.Sentences>> sentences(
      ToDoubleFunction<String> idf,
      PaperView view,
      RequestEncoder encoder,
      Seeds seeds,
      List<Paper> papers,
      List<AnalysedText> texts)
      throws IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    List<AnalysedText> seedSentences = new ArrayList<>();
    for (Seeds.Found seed : seeds.all()) {
      if (seed.example().weight() > 0) {
        String title = seed.example().title();
        String content = seed.example().text();
        List<AnalysedText> all =
            sentences(view, Sentences.of(title, content), analysed(view, title, content));
        for (AnalysedText sentence : all) {
          if (labels.putIfAbsent(sentence.text(), shown(seed)) == null) {
            seedSentences.add(sentence);
          }
        }
      }
    }
    List<List<AnalysedText>> sentences = new ArrayList<>();
    for (int i = 0; i < papers.size(); i++) {
      Paper paper = papers.get(i);
      sentences.add(
          sentences(view, Sentences.of(paper.title(), paper.abstractText()), texts.get(i)));
    }
    List<Optional<SentencePair>> best =
        new SentencePairs(encoder.get(), vectors(view)).best(seedSentences, sentences, idf);
    return best.stream()
        .map(
            pair ->
                pair.map(
                    two ->
                        new Explanation.Sentences(
                            labels.getOrDefault(two.seed(), ""),
                            two.seed(),
                            two.hit(),
                            two.cosine())))
        .toList();
  }

  /** Sentences with their words, which are those of the text that they are of if they stand so. */
  private static List<AnalysedText> sentences(
      PaperView view, List<String> sentences, AnalysedText text) {
    List<AnalysedText> analysed = new ArrayList<>();
    int behind = 0;
    for (String sentence : sentences) {
      int start = text.text().indexOf(sentence, behind);
      int end = start + sentence.length();
      analysed.add(
          (start < 0 ? Optional.<AnalysedText>empty() : text.part(start, end))
              .orElseGet(() -> new JoinedText(view).add(sentence).analysed()));
      behind = start < 0 ? behind : end;
    }
    return analysed;
  }

  private VectorCache vectors(PaperView view) {
    EmbeddingSpace space = view.manifest().space();
    Known kept = known.get();
    if (kept != null && kept.space().equals(space)) {
      return kept.vectors();
    }
    VectorCache empty = new VectorCache();
    known.set(new Known(space, empty));
    return empty;
  }

  private static List<Explanation.Part> parts(Seeds seeds, Mode mode, List<Evidence> evidence) {
    List<Explanation.Part> parts = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      Seeds.Found seed = seeds.all().get(i);
      Evidence one = evidence.get(i);
      parts.add(
          new Explanation.Part(
              shown(seed),
              seed.example().weight() * one.similarity(mode.lexicalShare()),
              one.cosine(),
              one.lexical()));
    }
    return parts;
  }

  /** What a seed is called: a long text by its beginning, since each paper's reasons repeat it. */
  private static String shown(Seeds.Found seed) {
    return seed.label().length() <= MAX_LABEL ? seed.label() : Text.shortened(seed.label());
  }
}
