package io.akin.http.site;

import io.akin.atlas.Topic;
import io.akin.http.Freshness;
import io.akin.http.page.Templates;
import io.akin.landscape.Landscape;
import io.akin.landscape.Landscapes;
import io.akin.paper.Paper;
import io.akin.recommend.Request;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The topics, and the page of each. */
final class TopicPages {
  private static final int PAGE = 20;
  private static final int MAX_TREE = 400;
  private static final int MAX_PARTS = 100;
  private static final int REPRESENTATIVES = 8;
  private static final int BRIDGES = 8;
  private static final int NEAREST = 5;

  private final Landscapes landscapes;
  private final Templates templates;
  private final Freshness freshness;
  private final InstantSource clock;
  private volatile @Nullable Tree tree;

  TopicPages(Landscapes landscapes, Templates templates, Freshness freshness, InstantSource clock) {
    this.landscapes = landscapes;
    this.templates = templates;
    this.freshness = freshness;
    this.clock = clock;
  }

  /**
   * A paper that is nearly as much in another topic.
   *
   * @param topic the other one
   */
  public record Crossing(Card.NamedLink paper, Card.NamedLink topic) {}

  void all(Context context) throws IOException {
    Optional<Landscape> landscape = landscapes.current();
    if (freshness.isKnown(context, landscapes.version())) {
      return;
    }
    Map<String, Object> values = new HashMap<>();
    values.put("section", "topics");
    values.put("made", landscape.isPresent());
    values.put("papers", landscape.map(found -> found.atlas().size()).orElse(0));
    values.put("count", landscape.map(found -> found.atlas().topics().size()).orElse(0));
    values.put("topics", landscape.map(this::tree).orElse(List.of()));
    templates.send(context, "topics.peb", values);
  }

  /** That of the last request, unless the landscape or the month is another. */
  private List<TopicLine> tree(Landscape landscape) {
    TopicLines lines = new TopicLines(landscape, clock);
    Tree known = tree;
    if (known == null || known.landscape != landscape || !known.last.equals(lines.last())) {
      known = new Tree(landscape, lines.last(), lines.tree(MAX_TREE));
      tree = known;
    }
    return known.lines;
  }

  private record Tree(Landscape landscape, YearMonth last, List<TopicLine> lines) {}

  void one(Context context) throws IOException {
    String slug = context.pathParam("slug");
    int page = Parameters.page(context);
    Optional<Landscape> landscape = landscapes.current();
    if (landscape.isEmpty()) {
      unknown(context, slug, List.of());
      return;
    }
    OptionalInt number = landscape.get().find(slug);
    if (number.isEmpty()) {
      unknown(
          context,
          slug,
          landscape.get().nearest(slug, NEAREST).stream().map(TopicPages::link).toList());
    } else if (!freshness.isKnown(context, landscape.get().version())) {
      send(context, landscape.get(), number.getAsInt(), page);
    }
  }

  private void unknown(Context context, String slug, List<Card.NamedLink> nearest)
      throws IOException {
    context.status(HttpStatus.NOT_FOUND);
    templates.send(
        context,
        "unknown_topic.peb",
        Map.of("section", "topics", "slug", slug, "nearest", nearest));
  }

  private void send(Context context, Landscape landscape, int number, int page) throws IOException {
    Topic topic = landscape.topic(number);
    TopicLines lines = new TopicLines(landscape, clock);
    List<Integer> parts = landscape.children(number);
    List<Paper> representatives = papers(landscape, topic.representatives(), REPRESENTATIVES);
    int total = landscapes.facts(landscape).size(number);
    int pages = (total + PAGE - 1) / PAGE;
    Map<String, Object> values = new HashMap<>();
    values.put("section", "topics");
    values.put("topic", topic);
    values.put("address", TopicLine.address(topic));
    values.put("within", within(landscape, topic));
    values.put("growth", Growth.whole(topic, lines.last()));
    values.put("change", lines.flat(List.of(number)).getFirst().growth().change());
    values.put("parts", lines.flat(parts.stream().limit(MAX_PARTS).toList()));
    values.put("representatives", Card.all(representatives));
    values.put("recommend", seeds(representatives).address());
    values.put("bridges", bridges(landscape, topic));
    values.put("total", total);
    values.put("number", page);
    values.put("pages", pages);
    values.put("previous", Math.min(page - 1, pages));
    values.put("newest", Card.all(landscapes.newest(landscape, topic, (page - 1L) * PAGE, PAGE)));
    templates.send(context, "topic.peb", values);
  }

  private List<Paper> papers(Landscape landscape, List<Integer> rows, int most) throws IOException {
    return landscapes.papers(landscape, rows.stream().limit(most).toList());
  }

  private static SeedSet seeds(List<Paper> papers) {
    SeedSet seeds = SeedSet.EMPTY;
    for (Paper paper : papers.subList(0, Math.min(papers.size(), Request.MAX_SEEDS))) {
      seeds = seeds.like(paper.id().text());
    }
    return seeds;
  }

  /** What a topic is part of, the coarsest first. */
  private static List<Card.NamedLink> within(Landscape landscape, Topic topic) {
    List<Card.NamedLink> within = new ArrayList<>();
    OptionalInt parent = topic.parent();
    while (parent.isPresent()) {
      Topic wider = landscape.topic(parent.getAsInt());
      within.addFirst(link(wider));
      parent = wider.parent();
    }
    return within;
  }

  private List<Crossing> bridges(Landscape landscape, Topic topic) throws IOException {
    List<Crossing> bridges = new ArrayList<>();
    for (Topic.Bridge bridge : topic.bridges().stream().limit(BRIDGES).toList()) {
      for (Paper paper : landscapes.papers(landscape, List.of(bridge.row()))) {
        bridges.add(new Crossing(Card.link(paper), link(landscape.topic(bridge.topic()))));
      }
    }
    return bridges;
  }

  private static Card.NamedLink link(Topic topic) {
    return new Card.NamedLink(topic.name(), TopicLine.address(topic));
  }
}
