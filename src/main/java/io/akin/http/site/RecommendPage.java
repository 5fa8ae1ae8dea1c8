package io.akin.http.site;

import io.akin.http.Answers;
import io.akin.http.Freshness;
import io.akin.http.ProblemException;
import io.akin.http.Query;
import io.akin.http.page.Templates;
import io.akin.index.IndexedPaper;
import io.akin.paper.Paper;
import io.akin.recommend.Outcome;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Papers like some and unlike others; see {@link SeedSet}. */
final class RecommendPage {
  private final PaperFinder finder;
  private final Recommender recommender;
  private final Pasted pasted;
  private final Templates templates;
  private final Freshness freshness;

  RecommendPage(
      PaperFinder finder,
      Recommender recommender,
      Pasted pasted,
      Templates templates,
      Freshness freshness) {
    this.finder = finder;
    this.recommender = recommender;
    this.pasted = pasted;
    this.templates = templates;
    this.freshness = freshness;
  }

  /**
   * A paper or text that is wanted or not.
   *
   * @param address of its page, empty for a text and for what is not in the library
   * @param without where it is no longer wanted or not
   */
  public record Chip(String label, String address, boolean known, String without) {}

  void send(Context context) throws IOException {
    SeedSet seeds =
        new SeedSet(
            Parameters.given(context, "positive"),
            Parameters.given(context, "text"),
            Parameters.given(context, "negative"));
    Parameters parameters = Parameters.of(context);
    if (freshness.isKnown(context)) {
      return;
    }
    Optional<Recommendations> answer =
        seeds.isEmpty() ? Optional.empty() : answer(seeds, parameters);
    List<Paper> known = answer.map(Recommendations::seeds).orElse(List.of());
    List<Chip> positives = chips(seeds, seeds.positives(), known, parameters);
    List<Chip> negatives = chips(seeds, seeds.negatives(), known, parameters);
    List<Chip> texts =
        seeds.texts().stream()
            .map(text -> new Chip(text, "", true, without(seeds, text, parameters)))
            .toList();
    boolean allKnown =
        positives.stream().allMatch(Chip::known) && negatives.stream().allMatch(Chip::known);
    Map<String, Object> values = new HashMap<>();
    if (answer.isPresent()) {
      values.putAll(AnswerPart.of(answer.get(), seeds, seeds.address(), parameters));
    } else if (!allKnown) {
      context.status(HttpStatus.NOT_FOUND);
    }
    values.put("section", "recommend");
    values.put("seeds", seeds);
    values.put("positives", positives);
    values.put("texts", texts);
    values.put("negatives", negatives);
    values.put("all_known", allKnown);
    values.put("unknown", Parameters.given(context, "unknown"));
    values.put("unread", Parameters.given(context, "unread"));
    values.put("form", parameters.form());
    values.put("chosen", parameters.chosen());
    values.put("answered", answer.isPresent());
    templates.send(context, "recommend.peb", values);
  }

  /** The recommendations, empty where a paper is not known. */
  private Optional<Recommendations> answer(SeedSet seeds, Parameters parameters)
      throws IOException {
    Request request =
        Query.request(seeds.positives(), seeds.texts(), parameters.request(seeds.negatives()));
    Outcome outcome = recommender.recommend(request);
    return outcome instanceof Outcome.UnknownPaper
        ? Optional.empty()
        : Optional.of(Answers.of(outcome));
  }

  /**
   * What is shown of references.
   *
   * @param known papers that have been read already, where they are all those of the set
   */
  private List<Chip> chips(
      SeedSet seeds, List<String> references, List<Paper> known, Parameters parameters)
      throws IOException {
    List<Chip> chips = new ArrayList<>();
    for (String reference : references) {
      Optional<Paper> among = PaperFinder.find(known, reference);
      Optional<Card.NamedLink> paper =
          (among.isPresent() ? among : finder.find(reference).map(IndexedPaper::paper))
              .map(Card::link);
      chips.add(
          new Chip(
              paper.map(Card.NamedLink::name).orElse(reference),
              paper.map(Card.NamedLink::url).orElse(""),
              paper.isPresent(),
              without(seeds, reference, parameters)));
    }
    return chips;
  }

  private static String without(SeedSet seeds, String seed, Parameters parameters) {
    SeedSet rest = seeds.without(seed);
    String address = rest.address();
    return rest.parameters().isEmpty() ? address : address + parameters.suffix();
  }

  /** Adds what was pasted, and goes to the address that holds all. */
  void add(Context context) throws IOException {
    if (context.isMultipart()) {
      throw ProblemException.badRequest(
          "send the form as application/x-www-form-urlencoded, as the page does");
    }
    SeedSet seeds =
        new SeedSet(
            context.formParams("positive"),
            context.formParams("text"),
            context.formParams("negative"));
    String text = context.formParam("add");
    if (text == null || text.isBlank()) {
      throw ProblemException.badRequest(
          "there is nothing to add: paste identifiers, titles, a bibliography or a text");
    }
    boolean wanted = !"unlike".equals(context.formParam("as"));
    Pasted.Meant meant;
    try {
      meant = pasted.read(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(String.valueOf(e.getMessage()));
    }
    List<String> unknown = new ArrayList<>(meant.unknown());
    for (String paper : meant.papers()) {
      seeds = wanted ? seeds.like(paper) : seeds.unlike(paper);
    }
    for (String about : meant.texts()) {
      if (wanted) {
        seeds = seeds.about(about);
      } else {
        unknown.add(about);
      }
    }
    StringBuilder address = new StringBuilder(seeds.address());
    for (String name : unknown) {
      address.append(address.indexOf("?") < 0 ? '?' : '&').append("unknown=");
      address.append(URLEncoder.encode(name, StandardCharsets.UTF_8));
    }
    if (!meant.unread().isEmpty()) {
      address.append(address.indexOf("?") < 0 ? '?' : '&').append("unread=");
      address.append(meant.unread().size());
    }
    context.redirect(address.toString(), HttpStatus.SEE_OTHER);
  }
}
