package io.akin.cli;

import io.akin.recommend.Mode;
import io.akin.recommend.Order;
import io.akin.recommend.Request;
import io.akin.recommend.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command that lists papers can be told about the list. */
final class RequestOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-k", "--k"},
      paramLabel = "N",
      defaultValue = "10",
      description = "papers wanted, 1 to " + Request.MAX_LIMIT + " (default: ${DEFAULT-VALUE})")
  private int k;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "hybrid",
      description =
          "what makes papers alike: dense, their meaning; lexical, their words; hybrid, both"
              + " (default: ${DEFAULT-VALUE})")
  private Mode mode;

  @Option(
      names = "--unlike",
      paramLabel = "ID",
      description = "a paper that those listed should not be like; may be given several times")
  private List<String> unlike = List.of();

  @Option(
      names = "--unlike-text",
      paramLabel = "TEXT",
      description = "what they should not be about; may be given several times")
  private List<String> unlikeTexts = List.of();

  @Mixin private FilterOptions filters;

  @Option(names = "--min-score", paramLabel = "X", description = "leave out papers that score less")
  private @Nullable Double minScore;

  @Option(
      names = "--diversity",
      paramLabel = "X",
      defaultValue = "0",
      description = "from 0, the highest scores, to 1, papers unlike those before them")
  private double diversity;

  @Option(
      names = "--half-life",
      paramLabel = "DAYS",
      description = "the age at which a paper counts half")
  private @Nullable Integer halfLifeDays;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      defaultValue = "relevance",
      description = "relevance, newest or upvotes (default: ${DEFAULT-VALUE})")
  private Order order;

  @Option(names = "--group", description = "number the papers by what they are about")
  private boolean grouped;

  @Option(names = "--explain", description = "give the reasons for each paper")
  private boolean explained;

  @Option(names = "--cursor", paramLabel = "CURSOR", description = "the page after another one")
  private @Nullable String cursor;

  /** The request for the seeds. */
  Request request(List<Seed> positives) {
    return checked(
        _ -> {
          Request.Builder request =
              Request.like(positives)
                  .negatives(seeds(unlike, unlikeTexts))
                  .mode(mode)
                  .filter(filters.filter())
                  .diversity(diversity)
                  .order(order)
                  .grouped(grouped)
                  .limit(k)
                  .explained(explained);
          Optional.ofNullable(minScore).ifPresent(request::minScore);
          Optional.ofNullable(halfLifeDays).ifPresent(request::halfLifeDays);
          Optional.ofNullable(cursor).ifPresent(request::cursor);
          return request.build();
        });
  }

  /** Seeds for papers and texts, each of weight 1. */
  List<Seed> seeds(List<String> papers, List<String> texts) {
    return checked(
        _ -> {
          List<Seed> seeds = new ArrayList<>();
          papers.forEach(paper -> seeds.add(new Seed.OfPaper(paper, 1)));
          texts.forEach(text -> seeds.add(new Seed.OfText(text, 1)));
          return seeds;
        });
  }

  /** Makes something of the options, where a wrong one is the user's mistake. */
  <T> T checked(Function<CommandSpec, T> make) {
    try {
      return make.apply(command);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
