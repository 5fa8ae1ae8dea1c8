package io.akin.http.discovery;

import io.akin.atlas.Topic;
import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.index.ListOrder;
import io.akin.index.ListPosition;
import io.akin.index.PaperIndex;
import io.akin.landscape.Landscape;
import io.akin.landscape.Landscapes;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code robots.txt}, which forbids everything unless it is told otherwise, the sitemap of those
 * who may come, and {@code llms.txt}. Thread-safe.
 */
public final class Discovery implements Surface {
  /** Addresses in a file of the sitemap; the protocol allows 50,000. */
  public static final int USUAL_FILE = 10_000;

  private static final int MAX_TOPICS = 10_000;
  private static final String SITEMAP = "/sitemap.xml";
  private static final String PAPERS = "/sitemap/papers.xml";

  private final PaperIndex index;
  private final Landscapes landscapes;
  private final Freshness freshness;
  private final BaseAddress address;
  private final boolean robotsAllowed;
  private final Set<String> without;
  private final Sitemap sitemap;

  /**
   * For the papers of an index.
   *
   * @param robotsAllowed whether search engines may read the papers' pages
   * @param without the names of surfaces that are switched off
   * @param perFile addresses in a file of the sitemap; see {@link #USUAL_FILE}
   */
  public Discovery(
      PaperIndex index,
      Landscapes landscapes,
      Freshness freshness,
      BaseAddress address,
      boolean robotsAllowed,
      Set<String> without,
      int perFile) {
    this.index = index;
    this.landscapes = landscapes;
    this.freshness = freshness;
    this.address = address;
    this.without = Set.copyOf(without);
    this.robotsAllowed = robotsAllowed && !without.contains("site");
    this.sitemap = new Sitemap(index, perFile);
  }

  @Override
  public String name() {
    return "discovery";
  }

  @Override
  public boolean covers(String path) {
    return path.equals("/robots.txt")
        || path.equals("/llms.txt")
        || path.equals(SITEMAP)
        || path.startsWith("/sitemap/");
  }

  @Override
  public void addTo(Router router) {
    router
        .read("/robots.txt", this::robots)
        .read("/llms.txt", this::assistants)
        .read(SITEMAP, this::files)
        .read(PAPERS, this::papers);
  }

  private void robots(Context context) {
    String rules =
        robotsAllowed
            ? Robots.PAPERS_ALONE + "\nSitemap: " + address.of(context) + SITEMAP + "\n"
            : Robots.NOTHING;
    context.contentType("text/plain; charset=utf-8").result(rules);
  }

  private void assistants(Context context) throws IOException {
    boolean topics = landscapes.current().isPresent();
    if (!freshness.isKnown(context, landscapes.version())) {
      context
          .contentType("text/plain; charset=utf-8")
          .result(new Guide(address.of(context), index.size(), topics, without).text());
    }
  }

  private void files(Context context) throws IOException {
    requireOpen();
    if (!freshness.isKnown(context)) {
      context.contentType("application/xml; charset=utf-8");
      sitemap.writeFiles(address.of(context) + PAPERS, context.outputStream());
    }
  }

  private void papers(Context context) throws IOException {
    requireOpen();
    Optional<ListPosition> after =
        Optional.ofNullable(context.queryParam("after")).map(Discovery::position);
    if (!freshness.isKnown(context, landscapes.version())) {
      context.contentType("application/xml; charset=utf-8");
      sitemap.writePapers(address.of(context), pages(), after, context.outputStream());
    }
  }

  /** The pages there are beside those of papers. */
  private List<String> pages() throws IOException {
    Optional<Landscape> landscape = landscapes.current();
    if (landscape.isEmpty()) {
      return List.of("/");
    }
    return Stream.concat(
            Stream.of("/", "/topics"),
            landscape.get().atlas().topics().stream()
                .map(Topic::slug)
                .map("/topics/"::concat)
                .limit(MAX_TOPICS))
        .toList();
  }

  private void requireOpen() {
    if (!robotsAllowed) {
      throw new ProblemException(
          new Problem(
              Problem.Type.NO_SUCH_ADDRESS,
              "there is no sitemap, since robots are kept out; the server's option --allow-robots lets them in"));
    }
  }

  private static ListPosition position(String text) {
    try {
      ListPosition position = ListPosition.parse(text);
      if (position.order() == ListOrder.ID) {
        return position;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw ProblemException.badRequest(
        "after must be what an address in %s has; begin there".formatted(SITEMAP));
  }
}
