package io.akin.recommend.why;

import static java.util.Objects.requireNonNull;

import io.akin.embedding.Embedding;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * The sentence of a seed and the sentence of a hit that are most alike. To encode every sentence
 * would cost more than the search, so only those are encoded whose terms overlap most: one of each
 * hit, and those of the seed that they overlap with, of which the nearest by cosine is shown.
 * Thread-safe.
 *
 * <p>The same seed and hits, in any order, get the same pairs. Other hits beside a hit may change
 * which sentences of the seed are tried for it.
 */
public final class SentencePairs {
  /**
   * What a long sentence must overlap more to be encoded, for each e-fold of its characters. One
   * pair of each hit is encoded. Measured over 150 seeds of CSFCube's papers with their ten nearest
   * each, all-MiniLM-L6-v2, beside encoding every sentence of them (2,649 tokens a seed):
   *
   * <pre>
   *   pairs, length cost   is the best pair   cosine, of the best's   texts   tokens
   *             1,    0               0.325                   0.907    13.8      364
   *             1, 0.03               0.300                   0.899    13.5      329
   *             1, 0.06               0.273                   0.889    13.1      299
   *             2,    0               0.475                   0.946    21.3      586
   * </pre>
   *
   * With two the reasons for ten papers of 12,396 take 98 ms on two cores that do 6,000 tokens a
   * second, with this 70. Neither how much of the whole texts a sentence shares, nor the model's
   * own embeddings of its tokens, nor both in a linear model find the best pair more often.
   */
  static final double LENGTH_COST = 0.03;

  /** Characters from which on a sentence costs more; a title of a word is not worth more. */
  private static final int SHORT = 60;

  /**
   * The sentences of the seed that are tried, those that overlap most with the hits together. Binds
   * only long seeds: four of them find the best pair 0.02 less often than forty, six as often.
   */
  static final int SEED_SENTENCES = 6;

  /** Overlaps are summed as whole numbers, so that the order of the hits makes no difference. */
  private static final double UNIT = 1e12;

  private final Encoder encoder;
  private final VectorCache vectors;

  /**
   * Encodes what is not known yet.
   *
   * @param vectors of the encoder's space; what is encoded is added
   */
  public SentencePairs(Encoder encoder, VectorCache vectors) {
    this.encoder = encoder;
    this.vectors = vectors;
  }

  /**
   * The pair of each hit. Sentences that are not known yet are encoded, all in one call.
   *
   * @param seed sentences, the title first, as {@link Sentences} makes them
   * @param hits the sentences of each hit, likewise
   * @param idf of a term; a negative one counts as 0
   * @return one for each hit, in the same order; empty if the seed or the hit has no sentence. If
   *     no term is shared, the pair is the two first sentences.
   */
  public List<Optional<SentencePair>> best(
      List<AnalysedText> seed, List<List<AnalysedText>> hits, ToDoubleFunction<String> idf)
      throws EncodeException {
    if (seed.isEmpty()) {
      return hits.stream().map(_ -> Optional.<SentencePair>empty()).toList();
    }
    Overlap overlap = new Overlap(seed, idf);
    List<List<Pair>> pairs = hits.stream().map(hit -> overlapping(overlap, hit)).toList();
    Set<Integer> tried = seedSentences(pairs, seed.size());
    List<Optional<Pair>> chosen = new ArrayList<>();
    SequencedSet<Integer> ofSeed = new TreeSet<>();
    for (int h = 0; h < hits.size(); h++) {
      Optional<Pair> pair =
          hits.get(h).isEmpty()
              ? Optional.empty()
              : Optional.of(chosen(pairs.get(h), tried, seed, hits.get(h)));
      pair.ifPresent(one -> ofSeed.add(one.seed()));
      chosen.add(pair);
    }
    SequencedSet<String> seedTexts = new LinkedHashSet<>();
    ofSeed.forEach(sentence -> seedTexts.add(seed.get(sentence).text()));
    SequencedSet<String> wanted = new LinkedHashSet<>(seedTexts);
    List<Optional<String>> hitTexts = new ArrayList<>();
    for (int h = 0; h < hits.size(); h++) {
      List<AnalysedText> hit = hits.get(h);
      hitTexts.add(chosen.get(h).map(pair -> hit.get(pair.hit()).text()));
      hitTexts.getLast().ifPresent(wanted::add);
    }
    Map<String, Embedding> embeddings = vectors.embeddings(wanted, encoder);
    return hitTexts.stream()
        .map(hit -> hit.flatMap(text -> best(seedTexts, text, embeddings)))
        .toList();
  }

  /** Positions of two sentences that share a term, and how much they overlap. */
  private record Pair(int seed, int hit, double overlap) {}

  /** The pairs that share a term, those that overlap most first, else in the texts' order. */
  private static List<Pair> overlapping(Overlap overlap, List<AnalysedText> hit) {
    List<Pair> pairs = new ArrayList<>();
    for (int h = 0; h < hit.size(); h++) {
      double[] overlaps = overlap.with(hit.get(h));
      for (int s = 0; s < overlaps.length; s++) {
        if (overlaps[s] > 0) {
          pairs.add(new Pair(s, h, overlaps[s]));
        }
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::overlap)
            .reversed()
            .thenComparingInt(Pair::seed)
            .thenComparingInt(Pair::hit));
    return pairs;
  }

  /**
   * The sentences of the seed whose best overlaps with all the hits have the highest sum, found one
   * after the other; the greedy choice is at least 63% as good as the best (<a
   * href="https://doi.org/10.1007/BF01588971">Nemhauser et al. 1978</a>).
   */
  private static Set<Integer> seedSentences(List<List<Pair>> pairs, int sentences) {
    long[][] best = new long[pairs.size()][sentences];
    for (int h = 0; h < best.length; h++) {
      for (Pair pair : pairs.get(h)) {
        best[h][pair.seed()] = Math.max(best[h][pair.seed()], Math.round(pair.overlap() * UNIT));
      }
    }
    long[] reached = new long[pairs.size()];
    Set<Integer> chosen = new TreeSet<>();
    while (chosen.size() < SEED_SENTENCES) {
      int next = -1;
      long most = 0;
      for (int s = 0; s < sentences; s++) {
        long gain = 0;
        for (int h = 0; h < best.length; h++) {
          gain += Math.max(0, best[h][s] - reached[h]);
        }
        if (gain > most) {
          next = s;
          most = gain;
        }
      }
      if (next < 0) {
        break;
      }
      chosen.add(next);
      for (int h = 0; h < best.length; h++) {
        reached[h] = Math.max(reached[h], best[h][next]);
      }
    }
    return chosen;
  }

  /** The best pair with a sentence that is tried; without one the best; at last the titles. */
  private static Pair chosen(
      List<Pair> pairs, Set<Integer> tried, List<AnalysedText> seed, List<AnalysedText> hit) {
    ToDoubleFunction<Pair> worth =
        pair ->
            pair.overlap()
                - LENGTH_COST * (cost(seed.get(pair.seed())) + cost(hit.get(pair.hit())));
    return pairs.stream()
        .filter(pair -> tried.contains(pair.seed()))
        .max(
            Comparator.comparingDouble(worth)
                .thenComparing(Comparator.comparingInt(Pair::seed).reversed())
                .thenComparing(Comparator.comparingInt(Pair::hit).reversed()))
        .orElseGet(() -> pairs.isEmpty() ? new Pair(0, 0, 0) : pairs.getFirst());
  }

  private static double cost(AnalysedText sentence) {
    return Math.log(Math.max(SHORT, sentence.text().length()));
  }

  /** The pair with the highest cosine, of equal ones that of the seed's earlier sentence. */
  private static Optional<SentencePair> best(
      Collection<String> ofSeed, String hit, Map<String, Embedding> embeddings) {
    Embedding ofHit = requireNonNull(embeddings.get(hit));
    Optional<SentencePair> best = Optional.empty();
    for (String seed : ofSeed) {
      double cosine = Math.clamp(requireNonNull(embeddings.get(seed)).cosine(ofHit), -1, 1);
      if (best.isEmpty() || cosine > best.get().cosine()) {
        best = Optional.of(new SentencePair(seed, hit, cosine));
      }
    }
    return best;
  }
}
