package io.akin.http.map;

import io.akin.http.Freshness;
import io.akin.http.Problem;
import io.akin.http.ProblemException;
import io.akin.http.Router;
import io.akin.http.Surface;
import io.akin.http.page.Assets;
import io.akin.http.page.Templates;
import io.akin.landscape.Landscape;
import io.akin.landscape.Landscapes;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The map, which a script draws, and its topics in a table for those who have none or do not see
 * it. What the page asks for is for the page, and changes with it. Thread-safe.
 */
public final class PaperMap implements Surface {
  private static final String PAGE = "/map";
  private static final int MAX_TABLE = 400;

  private final Assets assets =
      new Assets().add("/map/map.css", "/web/map/map.css").add("/map/map.js", "/web/map/map.js");
  private final Landscapes landscapes;
  private final Freshness freshness;
  private final Templates site;
  private final Drawing drawing;
  private final MapPapers papers;

  /**
   * The map of the current atlas.
   *
   * @param site what pages of this server are made with, whose layout loads files of its own
   */
  public PaperMap(
      Landscapes landscapes, Recommender recommender, Freshness freshness, Templates site) {
    this.landscapes = landscapes;
    this.freshness = freshness;
    this.site = site;
    this.drawing = new Drawing(landscapes);
    this.papers = new MapPapers(landscapes, recommender);
  }

  /**
   * A topic in the table.
   *
   * @param depth 0 for the coarsest
   */
  public record Line(int depth, String name, String slug, int papers) {}

  @Override
  public String name() {
    return "map";
  }

  @Override
  public boolean covers(String path) {
    return path.equals(PAGE) || path.startsWith(PAGE + "/");
  }

  @Override
  public void addTo(Router router) {
    router
        .read(PAGE, this::page)
        .read("/map/points", drawing::points)
        .read("/map/labels", drawing::labels)
        .read("/map/paper", papers::paper)
        .read("/map/search", papers::search)
        .read("/map/recommend", papers::recommend);
    assets.addTo(router);
  }

  static ProblemException noAtlas() {
    return new ProblemException(
        new Problem(
            Problem.Type.NO_SUCH_ADDRESS,
            "there are no topics and no map yet; 'akin cluster' makes them"));
  }

  private void page(Context context) throws IOException {
    Optional<Landscape> landscape = landscapes.current();
    if (freshness.isKnown(context, landscapes.version())) {
      return;
    }
    Map<String, Object> values = new HashMap<>();
    values.put("section", "map");
    values.put("own", assets.addresses());
    values.put("max_seeds", Request.MAX_SEEDS);
    values.put("version", landscape.map(Landscape::version).orElse(""));
    values.put("papers", landscape.map(found -> found.atlas().size()).orElse(0));
    values.put("topics", landscape.map(found -> found.atlas().topics().size()).orElse(0));
    values.put("table", landscape.map(PaperMap::table).orElse(List.of()));
    site.send(context, "map/map.peb", values);
  }

  /** Level by level as far as there is room, each topic behind what it is part of. */
  private static List<Line> table(Landscape landscape) {
    return landscape.withinLevels(MAX_TABLE).stream()
        .map(
            number -> {
              var topic = landscape.topic(number);
              return new Line(topic.level(), topic.name(), topic.slug(), topic.papers());
            })
        .toList();
  }
}
