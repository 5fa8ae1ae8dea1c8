package io.akin.index.lucene;

import io.akin.index.Condition;
import io.akin.index.PaperFilter;
import io.akin.paper.PaperId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** A filter in Lucene's terms. */
final class FilterQuery {
  private FilterQuery() {}

  static Query of(PaperFilter filter) {
    if (filter.conditions().isEmpty()) {
      return MatchAllDocsQuery.INSTANCE;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (Condition condition : filter.conditions()) {
      all.add(of(condition), Occur.FILTER);
    }
    return all.build();
  }

  private static Query of(Condition condition) {
    return switch (condition) {
      case Condition.Published published ->
          mayBeIn(
              published.from(), published.to(), PaperDocument.FIRST_DAY, PaperDocument.LAST_DAY);
      case Condition.Featured featured ->
          mayBeIn(
              featured.from(),
              featured.to(),
              PaperDocument.FEATURED_FIRST_DAY,
              PaperDocument.FEATURED_LAST_DAY);
      case Condition.InCategory in -> anyOf(PaperDocument.CATEGORY_NAME, in.any());
      case Condition.ByAuthor by -> anyOf(PaperDocument.AUTHOR_NAME, by.any());
      case Condition.FromOrganisation from -> anyOf(PaperDocument.ORGANISATION, from.any());
      case Condition.AtVenue at -> anyOf(PaperDocument.VENUE_NAME, at.any());
      case Condition.WithKeyword with -> anyOf(PaperDocument.KEYWORD_NAME, with.any());
      case Condition.HasCode code ->
          new TermQuery(new Term(PaperDocument.HAS_CODE, Boolean.toString(code.wanted())));
      case Condition.InLanguage in -> anyOf(PaperDocument.LANGUAGE, in.any());
      case Condition.FromSource from -> anyOf(PaperDocument.SOURCE, from.any());
      case Condition.Among among -> anyOf(PaperDocument.IDS, texts(among.ids()));
      case Condition.Without without -> not(anyOf(PaperDocument.IDS, texts(without.ids())));
    };
  }

  private static Query mayBeIn(
      Optional<LocalDate> from, Optional<LocalDate> to, String firstDay, String lastDay) {
    BooleanQuery.Builder both = new BooleanQuery.Builder();
    long first = from.map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE);
    long last = to.map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE);
    both.add(LongPoint.newRangeQuery(lastDay, first, Long.MAX_VALUE), Occur.FILTER);
    both.add(LongPoint.newRangeQuery(firstDay, Long.MIN_VALUE, last), Occur.FILTER);
    return both.build();
  }

  private static Query not(Query query) {
    return new BooleanQuery.Builder()
        .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
        .add(query, Occur.MUST_NOT)
        .build();
  }

  private static Query anyOf(String field, Collection<String> values) {
    return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
  }

  private static List<String> texts(List<PaperId> ids) {
    return ids.stream().map(PaperId::text).toList();
  }
}
