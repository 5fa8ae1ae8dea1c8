package io.akin.http.site;

import io.akin.http.Answers;
import io.akin.http.Markdown;
import io.akin.http.PaperMarkdown;
import io.akin.http.Query;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.http.page.Assets;
import io.akin.http.page.Templates;
import io.akin.index.PaperIndex;
import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.Outcome;
import io.akin.recommend.Outcome.Recommendation;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Pages for people, rendered here and complete without a script. Templates escape every value, so a
 * paper's text is never taken for HTML. Thread-safe.
 */
public final class Pages implements Surface {
  private static final int SHOWN_AUTHORS = 6;

  private final PaperIndex index;
  private final Recommender recommender;
  private final Assets assets = new Assets().add("/assets/style.css", "/web/assets/style.css");
  private final Templates templates = new Templates(assets);

  public Pages(PaperIndex index, Recommender recommender) {
    this.index = index;
    this.recommender = recommender;
  }

  /** A paper as a page shows it. */
  public record Card(
      String address,
      String id,
      String title,
      String abstractText,
      String byline,
      String published,
      String venue,
      List<String> keywords,
      List<NamedLink> links,
      String score) {}

  /** A link and what to call it. */
  public record NamedLink(String name, String url) {}

  @Override
  public String name() {
    return "site";
  }

  @Override
  public boolean covers(String path) {
    return path.equals("/") || path.startsWith("/papers/");
  }

  @Override
  public void addTo(Router router) {
    router.read("/", this::home).read("/papers/<id>", this::paper);
    assets.addTo(router);
  }

  private void home(Context context) throws IOException {
    String query = context.queryParam("q");
    if (query == null || query.isBlank()) {
      templates.send(
          context, "home.peb", Map.of("query", "", "hits", List.of(), "papers", index.size()));
      return;
    }
    // Whatever else stands in the address: people follow links that others have decorated.
    Request request = Request.likeText(Query.text(context)).build();
    List<Recommendation> found = Answers.of(recommender, request).hits();
    if (Markdown.preferred(context, ContentType.HTML)) {
      Markdown.send(context, PaperMarkdown.list("Papers for " + query, found));
      return;
    }
    List<Card> hits = cards(found);
    templates.send(
        context, "home.peb", Map.of("query", query, "hits", hits, "papers", index.size()));
  }

  private void paper(Context context) throws IOException {
    switch (recommender.recommend(Request.likePaper(Query.reference(context)).build())) {
      case Outcome.Recommendations found when Markdown.preferred(context, ContentType.HTML) ->
          Markdown.send(context, PaperMarkdown.paper(found.seeds().getFirst(), found.hits()));
      case Outcome.Recommendations found ->
          templates.send(
              context,
              "paper.peb",
              Map.of(
                  "query",
                  "",
                  "paper",
                  card(found.seeds().getFirst(), ""),
                  "hits",
                  cards(found.hits())));
      case Outcome.StaleCursor _ -> throw new IllegalStateException("a page has no cursor");
      case Outcome.UnknownPaper unknown -> {
        context.status(404);
        templates.send(
            context,
            "unknown.peb",
            Map.of(
                "query",
                "",
                "reference",
                unknown.reference(),
                "hits",
                unknown.similarTitles().stream().map(paper -> card(paper, "")).toList()));
      }
    }
  }

  private static List<Card> cards(List<Recommendation> hits) {
    return hits.stream()
        .map(hit -> card(hit.paper(), String.format(Locale.ROOT, "%.2f", hit.score())))
        .toList();
  }

  private static Card card(Paper paper, String score) {
    return new Card(
        "/papers/" + URLEncoder.encode(paper.id().text(), StandardCharsets.UTF_8),
        paper.id().text(),
        paper.title(),
        paper.abstractText(),
        byline(paper),
        paper.published().map(Object::toString).orElse(""),
        paper.venue().orElse(""),
        paper.keywords(),
        links(paper),
        score);
  }

  private static String byline(Paper paper) {
    List<String> names = paper.authors().stream().limit(SHOWN_AUTHORS).map(Author::name).toList();
    int more = paper.authorCount() - names.size();
    String authors = String.join(", ", names);
    if (more > 0) {
      authors =
          names.isEmpty()
              ? more + (more == 1 ? " author" : " authors")
              : authors + " and " + more + " more";
    }
    return paper
        .organisation()
        .map(Organisation::name)
        .filter(_ -> names.isEmpty())
        .orElse(authors);
  }

  private static List<NamedLink> links(Paper paper) {
    var links = new ArrayList<NamedLink>();
    for (PaperId id : paper.ids()) {
      if (id instanceof ArxivId) {
        links.add(new NamedLink("arXiv", "https://arxiv.org/abs/" + id.value()));
      } else if (id instanceof Doi) {
        links.add(new NamedLink("DOI", doiAddress(id.value())));
      }
    }
    for (Link link : paper.links()) {
      links.add(new NamedLink(link.kind().name().toLowerCase(Locale.ROOT), link.url()));
    }
    return links;
  }

  /** A DOI may hold what has a meaning in an address, such as a hash. */
  private static String doiAddress(String doi) {
    try {
      return new URI("https", "doi.org", "/" + doi, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address for DOI " + doi, e);
    }
  }
}
