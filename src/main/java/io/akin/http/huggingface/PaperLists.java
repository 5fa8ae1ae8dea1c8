package io.akin.http.huggingface;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.akin.http.Answers;
import io.akin.http.BaseAddress;
import io.akin.http.ProblemException;
import io.akin.index.ListOrder;
import io.akin.index.ListPosition;
import io.akin.index.PaperPage;
import io.akin.listing.Listings;
import io.akin.listing.Period;
import io.akin.paper.Paper;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers with many papers. Thread-safe. */
final class PaperLists {
  private static final int USUAL_DAILY = 50;
  private static final int MAX_DAILY = 100;
  private static final int USUAL_FOUND = 20;
  private static final int MAX_FOUND = 120;

  private final Listings listings;
  private final PaperFinder finder;
  private final Recommender recommender;
  private final BaseAddress address;

  PaperLists(Listings listings, PaperFinder finder, Recommender recommender, BaseAddress address) {
    this.listings = listings;
    this.finder = finder;
    this.recommender = recommender;
    this.address = address;
  }

  /** The listing of a day, a week or a month, or of all. */
  void daily(Context context) throws IOException {
    int limit = Parameters.limit(context, USUAL_DAILY, MAX_DAILY);
    long skip = (long) Parameters.page(context) * limit;
    Optional<Period> period = Parameters.period(context);
    boolean trending = Parameters.trending(context);
    if (Parameters.text(context, "submitter").isPresent()) {
      send(context, List.of()); // nobody is known to have submitted any
      return;
    }
    try {
      PaperPage page =
          trending ? listings.trending(period, skip, limit) : listings.latest(period, skip, limit);
      send(context, page.papers());
    } catch (Listings.TooFarException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** Every paper, the last published first, page by page. */
  void all(Context context) throws IOException {
    int limit = Parameters.limit(context, USUAL_DAILY, MAX_DAILY);
    PaperPage page = listings.published(position(context), limit);
    page.next()
        .ifPresent(
            next ->
                context.header(
                    "Link",
                    "<%s?cursor=%s&limit=%d>; rel=\"next\""
                        .formatted(
                            address.requested(context), // clients follow it as it stands
                            URLEncoder.encode(next.text(), StandardCharsets.UTF_8),
                            limit)));
    send(context, page.papers());
  }

  private static Optional<ListPosition> position(Context context) {
    Optional<ListPosition> position = Optional.empty();
    Optional<String> cursor = Parameters.text(context, "cursor");
    try {
      position =
          cursor.map(ListPosition::parse).filter(place -> place.order() == ListOrder.PUBLISHED);
    } catch (IllegalArgumentException _) {
      // said below
    }
    if (cursor.isPresent() && position.isEmpty()) {
      throw ProblemException.badRequest(
          "the cursor is none that this library has given; begin again without it");
    }
    return position;
  }

  /** The papers that are most about something; all, the last featured first, if about nothing. */
  void search(Context context) throws IOException {
    int limit = Parameters.limit(context, USUAL_FOUND, MAX_FOUND);
    Optional<String> query = Parameters.query(context);
    send(
        context,
        query.isPresent()
            ? found(query.get(), limit)
            : listings.latest(Optional.empty(), 0, limit).papers());
  }

  private List<Paper> found(String query, int limit) throws IOException {
    List<Paper> papers = new ArrayList<>();
    finder.find(query).ifPresent(named -> papers.add(named.paper()));
    Request request = Request.likeText(query).limit(limit).build();
    Answers.of(recommender, request).hits().stream()
        .map(Recommendation::paper)
        .filter(paper -> !papers.contains(paper))
        .forEach(papers::add);
    return papers.subList(0, Math.min(limit, papers.size()));
  }

  private static void send(Context context, List<Paper> papers) throws IOException {
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    papers.forEach(paper -> answer.add(HubPaper.entry(paper)));
    HuggingFace.send(context, answer);
  }
}
