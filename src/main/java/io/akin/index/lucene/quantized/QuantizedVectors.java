package io.akin.index.lucene.quantized;

import java.lang.foreign.MemorySegment;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/**
 * The quantized vectors of a segment, as Lucene wants to compare them. Thread-safe; a scorer is for
 * one thread.
 */
final class QuantizedVectors {
  private final Quantization quantization;
  private final MemorySegment records;
  private final FloatVectorValues values;

  /**
   * Takes them where they are.
   *
   * @param records {@code byte[n][bytes]}
   * @param values the vectors as they are, which know their documents
   */
  QuantizedVectors(Quantization quantization, MemorySegment records, FloatVectorValues values) {
    this.quantization = quantization;
    this.records = records;
    this.values = values;
  }

  Quantization quantization() {
    return quantization;
  }

  MemorySegment records() {
    return records;
  }

  /** Compares a vector with those of the segment. */
  RandomVectorScorer scorer(float[] target) {
    return new Scorer(new Comparison(quantization).with(target));
  }

  /** Compares the vectors of the segment with each other. */
  RandomVectorScorerSupplier pairs() {
    return new RandomVectorScorerSupplier() {
      @Override
      public UpdateableRandomVectorScorer scorer() {
        return new Scorer(new Comparison(quantization));
      }

      @Override
      public RandomVectorScorerSupplier copy() {
        return this; // each scorer has all that changes
      }
    };
  }

  private final class Scorer extends RandomVectorScorer.AbstractRandomVectorScorer
      implements UpdateableRandomVectorScorer {
    private final Comparison comparison;

    Scorer(Comparison comparison) {
      super(values);
      this.comparison = comparison;
    }

    @Override
    public void setScoringOrdinal(int ordinal) {
      comparison.with(records, ordinal);
    }

    @Override
    public float score(int ordinal) {
      return comparison.score(records, ordinal);
    }

    @Override
    public float bulkScore(int[] ordinals, float[] scores, int count) {
      return comparison.scores(records, ordinals, scores, count);
    }
  }
}
