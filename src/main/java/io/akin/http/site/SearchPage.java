package io.akin.http.site;

import io.akin.http.Answers;
import io.akin.http.Freshness;
import io.akin.http.Markdown;
import io.akin.http.PaperMarkdown;
import io.akin.http.Query;
import io.akin.http.page.Templates;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.paper.Paper;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is found for a text. */
final class SearchPage {
  private final PaperIndex index;
  private final PaperFinder finder;
  private final Recommender recommender;
  private final Templates templates;
  private final Freshness freshness;

  SearchPage(
      PaperIndex index,
      PaperFinder finder,
      Recommender recommender,
      Templates templates,
      Freshness freshness) {
    this.index = index;
    this.finder = finder;
    this.recommender = recommender;
    this.templates = templates;
    this.freshness = freshness;
  }

  void send(Context context) throws IOException {
    List<String> query = Parameters.given(context, "q");
    Parameters parameters = Parameters.of(context);
    if (query.isEmpty()) {
      templates.send(
          context,
          "search.peb",
          Map.of(
              "section",
              "search",
              "form",
              parameters.form(),
              "chosen",
              parameters.chosen(),
              "papers",
              index.size()));
      return;
    }
    Request request =
        Query.request(List.of(), List.of(Query.text(context)), parameters.request(List.of()));
    if (freshness.isKnown(context)) {
      return;
    }
    Recommendations answer = Answers.of(recommender, request);
    if (Markdown.preferred(context, ContentType.HTML)) {
      Markdown.send(context, PaperMarkdown.list("Papers for " + query.getLast(), answer.hits()));
      return;
    }
    SeedSet seeds = SeedSet.likeText(query.getLast());
    String address = "/search?" + seeds.parameters().replaceFirst("^text=", "q=");
    Optional<Paper> named = finder.find(query.getLast()).map(IndexedPaper::paper);
    Map<String, Object> values = new HashMap<>(AnswerPart.of(answer, seeds, address, parameters));
    values.put("section", "search");
    values.put("query", query.getLast());
    values.put("named", named.map(Card::link).map(List::of).orElse(List.of()));
    values.put("chosen", parameters.chosen());
    values.put("papers", answer.made().papers());
    templates.send(context, "search.peb", values);
  }
}
