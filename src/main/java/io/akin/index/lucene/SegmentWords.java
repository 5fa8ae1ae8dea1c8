package io.akin.index.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the words of a segment once they have been looked for: of those that one paper in
 * {@value #COLUMN_SHARE} has the counts, of those that one in {@value #KEPT_SHARE} has the
 * postings, of less frequent ones their place in the dictionary. Thread-safe; stays true when
 * papers of the segment are deleted.
 *
 * <p>Of the postings that an abstract's words have, three in four are those of the most frequent.
 * As a column, with a byte for every paper, zeros included, they are added to all scores by a loop
 * without a branch, which the compiler turns into SIMD instructions: measured over 100,000 papers,
 * in a tenth of the time that the postings take. No more than some hundred words are that frequent,
 * so that a paper takes as many bytes. Nearly all of the other postings are those of words that one
 * paper in {@value #KEPT_SHARE} has; once all are kept, a paper takes some 150 bytes for them.
 */
final class SegmentWords {
  /** Columns of rarer words have so many zeros that their postings are as fast. */
  private static final int COLUMN_SHARE = 8;

  /** The postings of rarer words are few. */
  private static final int KEPT_SHARE = 64;

  /** Of rarer words nothing is kept: there is no end of them. */
  private static final int PLACE_SHARE = 1_024;

  /** In smaller segments postings are short. */
  static final int FEWEST_DOCS = 1_024;

  /** Where a word is. */
  sealed interface Found {}

  /** In no paper. */
  record Nowhere() implements Found {}

  /** In few papers. */
  record Postings(Occurrences occurrences) implements Found {}

  /**
   * In many.
   *
   * @param counts by document of the segment; shared, and not to be written
   */
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record Column(byte[] counts) implements Found {}

  private static final Found NOWHERE = new Nowhere();

  private final int docs;
  private final Map<String, TermState> places = new ConcurrentHashMap<>();
  private final Map<String, Found> kept = new ConcurrentHashMap<>();

  SegmentWords(int docs) {
    this.docs = docs;
  }

  /**
   * Looks for a word.
   *
   * @param dictionary of the segment, which may be moved
   */
  Found find(String term, TermsEnum dictionary) throws IOException {
    Found known = kept.get(term);
    if (known != null) {
      return known;
    }
    TermState place = places.get(term);
    if (place != null) {
      dictionary.seekExact(new BytesRef(term), place);
    } else if (!dictionary.seekExact(new BytesRef(term))) {
      return NOWHERE;
    }
    int papers = dictionary.docFreq();
    Column column =
        docs >= FEWEST_DOCS && papers >= docs / COLUMN_SHARE ? column(dictionary) : null;
    Found found = column != null ? column : postings(dictionary);
    if (docs >= FEWEST_DOCS && papers >= docs / KEPT_SHARE) {
      kept.put(term, found);
    } else if (papers > docs / PLACE_SHARE) {
      places.putIfAbsent(term, dictionary.termState());
    }
    return found;
  }

  private Postings postings(TermsEnum dictionary) throws IOException {
    return new Postings(
        Occurrences.read(
            dictionary.postings(null, PostingsEnum.FREQS), dictionary.docFreq(), docs));
  }

  /** The column of a word, unless it is too often in a paper for a byte. */
  private @Nullable Column column(TermsEnum dictionary) throws IOException {
    byte[] counts = new byte[docs];
    PostingsEnum postings = dictionary.postings(null, PostingsEnum.FREQS);
    for (int doc = postings.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = postings.nextDoc()) {
      if (postings.freq() > Byte.MAX_VALUE) {
        return null;
      }
      counts[doc] = (byte) postings.freq();
    }
    return new Column(counts);
  }
}
