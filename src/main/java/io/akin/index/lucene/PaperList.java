package io.akin.index.lucene;

import io.akin.index.FeaturedDays;
import io.akin.index.ListOrder;
import io.akin.index.ListPosition;
import io.akin.index.ListQuery;
import io.akin.index.PaperFilter;
import io.akin.index.PaperPage;
import io.akin.paper.Paper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/** The papers that pass a filter, in the order of a fact. Reads the papers of a page alone. */
final class PaperList {
  /** Below every number there is. */
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final IndexSearcher searcher;
  private final Query filter;

  PaperList(IndexSearcher searcher, PaperFilter filter) {
    this.searcher = searcher;
    this.filter = FilterQuery.of(filter);
  }

  PaperPage page(ListQuery query) throws IOException {
    int end = query.skip() + query.limit();
    ScoreDoc[] docs = search(query, end + 1);
    List<Paper> papers = new ArrayList<>();
    for (int i = query.skip(); i < Math.min(end, docs.length); i++) {
      papers.add(PaperDocument.paper(searcher.storedFields().document(docs[i].doc)));
    }
    Optional<ListPosition> next =
        docs.length > end
            ? Optional.of(ListPosition.behind(papers.getLast(), query.order()))
            : Optional.empty();
    return new PaperPage(papers, searcher.count(filter), next);
  }

  private ScoreDoc[] search(ListQuery query, int size) throws IOException {
    Sort sort = sort(query.order());
    if (query.after().isEmpty()) {
      return searcher.search(filter, size, sort).scoreDocs;
    }
    ListPosition after = query.after().get();
    List<Object> values = new ArrayList<>();
    for (OptionalInt value : after.values()) {
      values.add(value.isPresent() ? (long) value.getAsInt() : UNKNOWN);
    }
    values.add(PaperDocument.order(after.id()));
    int last = Math.max(0, searcher.getIndexReader().maxDoc() - 1); // behind all that sort equal
    FieldDoc position = new FieldDoc(last, Float.NaN, values.toArray());
    return searcher.searchAfter(position, filter, size, sort).scoreDocs;
  }

  private static Sort sort(ListOrder order) {
    SortField id = new SortField(PaperDocument.ID_ORDER, SortField.Type.STRING);
    return switch (order) {
      case PUBLISHED -> new Sort(highestFirst(PaperDocument.FIRST_DAY), id);
      case FEATURED ->
          new Sort(
              highestFirst(PaperDocument.FEATURED_FIRST_DAY),
              highestFirst(PaperDocument.VOTES),
              id);
      case UPVOTES -> new Sort(highestFirst(PaperDocument.VOTES), id);
      case ID -> new Sort(id);
    };
  }

  private static SortField highestFirst(String field) {
    return new SortField(field, SortField.Type.LONG, true, UNKNOWN);
  }

  FeaturedDays featuredDays(LocalDate from, LocalDate to) throws IOException {
    return new FeaturedDays(
        featuredDay(Long.MIN_VALUE, from.toEpochDay() - 1, true),
        featuredDay(to.toEpochDay() + 1, Long.MAX_VALUE, false),
        featuredDay(Long.MIN_VALUE, Long.MAX_VALUE, true));
  }

  /** The last or the first day in a range. */
  private Optional<LocalDate> featuredDay(long from, long to, boolean last) throws IOException {
    String field = PaperDocument.FEATURED_FIRST_DAY;
    Query query =
        new BooleanQuery.Builder()
            .add(LongPoint.newRangeQuery(field, from, to), Occur.FILTER)
            .add(filter, Occur.FILTER)
            .build();
    Sort sort = new Sort(new SortField(field, SortField.Type.LONG, last));
    return Arrays.stream(searcher.search(query, 1, sort).scoreDocs)
        .map(doc -> LocalDate.ofEpochDay((long) ((FieldDoc) doc).fields[0]))
        .findFirst();
  }
}
