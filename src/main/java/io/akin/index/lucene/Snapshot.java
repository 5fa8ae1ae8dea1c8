package io.akin.index.lucene;

import io.akin.embedding.Embedding;
import io.akin.index.Hit;
import io.akin.index.IndexedPaper;
import io.akin.index.KnnQuery;
import io.akin.index.PaperIndex.PaperConsumer;
import io.akin.index.PaperView.VectorConsumer;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.TernaryLongHeap;

/**
 * The papers of one point in time. For one thread; valid as long as the reader it looks at is open.
 */
final class Snapshot {
  private final IndexSearcher searcher;
  private final Facts facts;

  Snapshot(IndexSearcher searcher) {
    this.searcher = searcher;
    this.facts = new Facts(searcher.getIndexReader());
  }

  int size() {
    return searcher.getIndexReader().numDocs();
  }

  /** The papers that have any of the identifiers, each once, by identifier. */
  List<IndexedPaper> find(Collection<PaperId> ids) throws IOException {
    List<IndexedPaper> papers = new ArrayList<>();
    for (int doc : docs(ids)) {
      papers.add(load(doc));
    }
    papers.sort(Comparator.comparing(indexed -> indexed.paper().id()));
    return papers;
  }

  /** The documents that have the identifiers, each once, in the order of the identifiers. */
  List<Integer> docs(Collection<PaperId> ids) throws IOException {
    Set<Integer> docs = new LinkedHashSet<>();
    for (PaperId id : ids) {
      for (LeafReaderContext leaf : leaves()) {
        Bits live = leaf.reader().getLiveDocs();
        PostingsEnum postings = leaf.reader().postings(new Term(PaperDocument.IDS, id.text()));
        while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          if (live == null || live.get(postings.docID())) {
            docs.add(leaf.docBase + postings.docID());
          }
        }
      }
    }
    return List.copyOf(docs);
  }

  /**
   * The papers nearest to a vector.
   *
   * @param gamma how far to walk, as {@link GraphSearch} has it
   */
  List<Hit> nearest(KnnQuery query, double gamma) throws IOException {
    float[] target = query.vector().toArray();
    ScoreDoc[] scored =
        size() <= Crossover.EXACT_UP_TO
            ? scan(target, query.k())
            : new GraphSearch(searcher, gamma).nearest(target, query.k());
    List<Hit> hits = new ArrayList<>();
    for (ScoreDoc doc : best(scored, query.k())) {
      Paper paper = PaperDocument.paper(searcher.storedFields().document(doc.doc));
      hits.add(new Hit(paper, toCosine(doc.score)));
    }
    return hits;
  }

  /** The nearest of all living papers, k of them and those that are as near as the last. */
  ScoreDoc[] scan(float[] target, int k) throws IOException {
    int[] docs = living();
    float[] scores = ExactScores.of(leaves(), target, docs);
    TernaryLongHeap highest = new TernaryLongHeap(Math.max(1, Math.min(k, docs.length)));
    for (float score : scores) {
      var _ = highest.insertWithOverflow(NumericUtils.floatToSortableInt(score));
    }
    float least = NumericUtils.sortableIntToFloat((int) highest.top());
    List<ScoreDoc> found = new ArrayList<>();
    for (int i = 0; i < docs.length; i++) {
      if (scores[i] >= least) {
        found.add(new ScoreDoc(docs[i], scores[i]));
      }
    }
    return found.toArray(ScoreDoc[]::new);
  }

  /** The documents of all living papers, ascending. */
  private int[] living() {
    int[] docs = new int[size()];
    int count = 0;
    for (LeafReaderContext leaf : leaves()) {
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
        if (live == null || live.get(doc)) {
          docs[count++] = leaf.docBase + doc;
        }
      }
    }
    return docs;
  }

  /** The k best of the scored, equal scores ordered by identifier. */
  private List<ScoreDoc> best(ScoreDoc[] scored, int k) throws IOException {
    Arrays.sort(scored, Comparator.comparingDouble((ScoreDoc doc) -> -doc.score));
    int end = Math.min(k, scored.length);
    while (end > 0 && end < scored.length && scored[end].score == scored[end - 1].score) {
      end++;
    }
    record Ranked(ScoreDoc doc, PaperId id) {}
    List<Ranked> ranked = new ArrayList<>();
    for (ScoreDoc doc : Arrays.asList(scored).subList(0, end)) {
      ranked.add(new Ranked(doc, facts.id(doc.doc)));
    }
    ranked.sort(Comparator.comparingDouble((Ranked r) -> -r.doc().score).thenComparing(Ranked::id));
    return ranked.stream().limit(k).map(Ranked::doc).toList();
  }

  /** Lucene scores DOT_PRODUCT as (1 + cosine) / 2, floored at 0, so that scores are positive. */
  private static float toCosine(float luceneScore) {
    return 2 * luceneScore - 1;
  }

  List<Paper> search(Query query, int k) throws IOException {
    List<Paper> papers = new ArrayList<>();
    for (ScoreDoc doc : searcher.search(query, k).scoreDocs) {
      papers.add(PaperDocument.paper(searcher.storedFields().document(doc.doc)));
    }
    return papers;
  }

  void scan(PaperConsumer consumer) throws IOException {
    for (Entry entry : entries()) {
      consumer.accept(load(entry.doc()));
    }
  }

  void scanVectors(VectorConsumer consumer) throws IOException {
    List<SegmentVectors> segments = new ArrayList<>();
    for (LeafReaderContext leaf : leaves()) {
      segments.add(new SegmentVectors(leaf));
    }
    for (Entry entry : entries()) {
      int segment = ReaderUtil.subIndex(entry.doc(), leaves());
      consumer.accept(entry.id(), segments.get(segment).vector(entry.doc()));
    }
  }

  /** A living document and the identifier its paper is known by. */
  record Entry(PaperId id, int doc) {}

  /** Every living document, in the order of their identifiers. */
  List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>(size());
    for (LeafReaderContext leaf : leaves()) {
      Bits live = leaf.reader().getLiveDocs();
      BinaryDocValues ids = DocValues.getBinary(leaf.reader(), PaperDocument.ID);
      for (int doc = ids.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = ids.nextDoc()) {
        if (live == null || live.get(doc)) {
          entries.add(new Entry(idOf(ids), leaf.docBase + doc));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::id));
    return entries;
  }

  Paper paper(int doc) throws IOException {
    return PaperDocument.paper(searcher.storedFields().document(doc));
  }

  private List<LeafReaderContext> leaves() {
    return searcher.getIndexReader().leaves();
  }

  /** The identifier of the document the values stand at. */
  private static PaperId idOf(BinaryDocValues ids) throws IOException {
    return PaperDocument.id(ids.binaryValue().utf8ToString());
  }

  private IndexedPaper load(int doc) throws IOException {
    Embedding embedding = facts.embedding(doc);
    return PaperDocument.indexed(searcher.storedFields().document(doc), embedding);
  }
}
