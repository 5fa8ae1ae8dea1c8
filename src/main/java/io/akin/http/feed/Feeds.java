package io.akin.http.feed;

import io.akin.atlas.Topic;
import io.akin.http.Answers;
import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.PaperAddress;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.http.Query;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.index.PaperFilter;
import io.akin.landscape.Landscape;
import io.akin.landscape.Landscapes;
import io.akin.listing.Listings;
import io.akin.paper.Paper;
import io.akin.paper.Text;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Feeds of the latest and trending papers, of the newest of a topic, and of what a text, a paper or
 * several find: those most alike, most alike first, among which a reader sees what is new.
 * Thread-safe.
 */
public final class Feeds implements Surface {
  private static final List<Format> FORMATS = List.of(new Atom(), new JsonFeed());

  private static final String TOPIC = "topic";
  private static final int NEAREST = 3;

  private static final Set<String> SEARCH =
      Stream.concat(
              Query.FILTERS.stream(),
              Stream.of("negative", "mode", "sort", "min_score", "diversity", "half_life_days"))
          .collect(Collectors.toUnmodifiableSet());

  private final Listings listings;
  private final Recommender recommender;
  private final Landscapes landscapes;
  private final Freshness freshness;
  private final BaseAddress address;

  public Feeds(
      Listings listings,
      Recommender recommender,
      Landscapes landscapes,
      Freshness freshness,
      BaseAddress address) {
    this.listings = listings;
    this.recommender = recommender;
    this.landscapes = landscapes;
    this.freshness = freshness;
    this.address = address;
  }

  /** What is in a feed, and the page of this server that shows it. */
  private record Found(String title, String page, List<Paper> papers) {}

  /** Finds what has been asked for. */
  private interface Search {
    Found find() throws IOException;
  }

  /** Reads a request as far as it can be wrong by itself. */
  private interface Kind {
    Search search(Context context, Asked asked) throws IOException;
  }

  @Override
  public String name() {
    return "feeds";
  }

  @Override
  public boolean covers(String path) {
    return path.startsWith("/feeds/");
  }

  @Override
  public void addTo(Router router) {
    add(router, "latest", Query.FILTERS, this::latest);
    add(router, "trending", Set.of(), this::trending);
    add(router, "topic", Set.of(TOPIC), this::topic);
    add(router, "search", with("q"), this::search);
    add(router, "related", with("paper"), this::related);
    add(router, "recommend", with("positive", "text"), this::recommend);
  }

  private static Set<String> with(String... own) {
    return Stream.concat(SEARCH.stream(), Stream.of(own)).collect(Collectors.toUnmodifiableSet());
  }

  private void add(Router router, String name, Set<String> known, Kind kind) {
    for (Format format : FORMATS) {
      router.read(
          "/feeds/" + name + format.suffix(),
          context -> send(context, format, Asked.of(context, name, known), kind));
    }
  }

  private void send(Context context, Format format, Asked asked, Kind kind) throws IOException {
    Search search = kind.search(context, asked);
    if (freshness.isKnown(context, landscapes.version())) {
      return;
    }
    Found found = search.find();
    String base = address.of(context);
    Feed feed =
        new Feed(
            asked.id(),
            found.title,
            base + found.page,
            asked.withLimit(address.requested(context)),
            found.papers.stream().map(paper -> Entry.of(paper, base)).toList());
    context.contentType(format.contentType()).result(format.write(feed));
  }

  private Search latest(Context context, Asked asked) {
    PaperFilter filter = Query.filter(context, Set.of("limit"));
    String words = Text.shortened(asked.words());
    return () ->
        new Found(
            words.isEmpty() ? "Latest papers" : "Latest papers: " + words,
            asked.with("/papers"),
            listings.latest(filter, Optional.empty(), 0, asked.limit()).papers());
  }

  private Search trending(Context context, Asked asked) {
    return () ->
        new Found(
            "Trending papers",
            "/papers/trending",
            listings.trending(Optional.empty(), 0, asked.limit()).papers());
  }

  private Search topic(Context context, Asked asked) throws IOException {
    String slug = String.join("", asked.values(TOPIC));
    Landscape landscape =
        landscapes
            .current()
            .orElseThrow(() -> noTopic("there are no topics yet; 'akin cluster' makes them"));
    int number =
        landscape
            .find(slug)
            .orElseThrow(
                () ->
                    noTopic(
                        "there is no topic '%s'; %s"
                            .formatted(Text.shortened(slug), nearest(landscape, slug))));
    Topic topic = landscape.topic(number);
    return () ->
        new Found(
            "New papers: " + Text.shortened(topic.name()),
            "/topics/" + topic.slug(),
            landscapes.newest(landscape, topic, 0, asked.limit()));
  }

  private static String nearest(Landscape landscape, String slug) {
    List<String> nearest = landscape.nearest(slug, NEAREST).stream().map(Topic::slug).toList();
    return nearest.isEmpty() ? "/topics has all" : "near to it are " + String.join(", ", nearest);
  }

  private static ProblemException noTopic(String detail) {
    return new ProblemException(new Problem(Problem.Type.NO_SUCH_ADDRESS, detail));
  }

  private Search search(Context context, Asked asked) {
    String text = Query.text(context);
    Request request = like(context, asked, List.of(), List.of(text), "q");
    return () ->
        new Found(
            "Papers for " + Text.shortened(text), asked.with("/search"), papers(answer(request)));
  }

  private Search related(Context context, Asked asked) {
    if (asked.values("paper").isEmpty()) {
      throw ProblemException.badRequest(
          "paper must name a paper, as in /feeds/related.atom?paper=arxiv:1706.03762");
    }
    Request request = like(context, asked, asked.values("paper"), List.of(), "paper");
    return () -> {
      Recommendations answer = answer(request);
      Paper seed = answer.seeds().getFirst();
      return new Found(
          "Papers like " + Text.shortened(seed.title()),
          PaperAddress.of(seed.id()),
          papers(answer));
    };
  }

  private Search recommend(Context context, Asked asked) {
    Request request =
        like(context, asked, asked.values("positive"), asked.values("text"), "positive", "text");
    return () -> {
      Recommendations answer = answer(request);
      String seeds =
          Stream.concat(
                  answer.seeds().stream().limit(asked.values("positive").size()).map(Paper::title),
                  asked.values("text").stream())
              .collect(Collectors.joining("; "));
      return new Found(
          "Recommended papers: " + Text.shortened(seeds), asked.with("/recommend"), papers(answer));
    };
  }

  private static Request like(
      Context context, Asked asked, List<String> papers, List<String> texts, String... own) {
    return Query.like(context, papers, texts, Set.of(own), asked.limit());
  }

  private Recommendations answer(Request request) throws IOException {
    return Answers.of(recommender, request);
  }

  private static List<Paper> papers(Recommendations answer) {
    return answer.hits().stream().map(Recommendation::paper).toList();
  }
}
