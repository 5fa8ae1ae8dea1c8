package io.akin.cli;

import io.akin.app.Application;
import io.akin.app.LazyEncoder;
import io.akin.atlas.Atlas;
import io.akin.atlas.Topic;
import io.akin.atlas.json.AtlasFile;
import io.akin.atlas.json.AtlasSummary;
import io.akin.experiment.Experiment;
import io.akin.experiment.Method;
import io.akin.experiment.PaperChoice;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.recommend.Outcome;
import io.akin.recommend.Outcome.Recommendations;
import io.akin.recommend.Recommender;
import io.akin.recommend.Request;
import io.akin.recommend.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akin cluster}. */
@Command(
    name = "cluster",
    description =
        "Puts papers into named topics and lays them out on a map, for the pages, the HTTP interface"
            + " and 'akin export'.",
    mixinStandardHelpOptions = true)
final class ClusterCommand implements Callable<Integer> {
  /** How papers are put into groups. */
  enum Algorithm {
    KMEANS,
    HDBSCAN
  }

  /** What becomes of papers that lie in no group. */
  enum Noise {
    KEEP,
    NEAREST
  }

  private final Main main;
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "kmeans",
      description =
          "kmeans, every paper in a cluster; hdbscan, clusters where papers lie densely (default:"
              + " ${DEFAULT-VALUE})")
  private Algorithm method;

  @Option(
      names = "--clusters",
      paramLabel = "N",
      description = "clusters of k-means (default: as many as the papers show to be there)")
  private @Nullable Integer clusters;

  @Option(
      names = "--min-cluster-size",
      paramLabel = "N",
      description =
          "papers that make a cluster of HDBSCAN (default: " + Method.Hdbscan.USUAL_SIZE + ")")
  private @Nullable Integer minClusterSize;

  @Option(
      names = "--noise",
      paramLabel = "WHAT",
      description =
          "what becomes of papers that HDBSCAN finds in no cluster: keep, they stay so; nearest,"
              + " they join the one next to them (default: keep)")
  private @Nullable Noise noise;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "of what is drawn by chance (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--like",
      paramLabel = "ID",
      description = "only papers like this one, and it; may be given several times")
  private List<String> like = List.of();

  @Option(
      names = "--like-text",
      paramLabel = "TEXT",
      description = "only papers about this; may be given several times")
  private List<String> likeTexts = List.of();

  @Option(
      names = {"-k", "--k"},
      paramLabel = "N",
      description = "papers like those, 1 to " + Request.MAX_LIMIT + " (default: 500)")
  private @Nullable Integer k;

  @Mixin private FilterOptions filters;

  @Option(
      names = "--update",
      description =
          "keep topics and places as they are, and put papers that have been added since among them")
  private boolean update;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "where to write the result (default: atlas.json of the index, for the pages)")
  private @Nullable Path output;

  @Option(names = "--replace", description = "replace the file of --output if it is there")
  private boolean replace;

  @Mixin private WorkerOptions workers;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ClusterCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    requireFit();
    Method chosen = checked(this::method);
    PaperFilter filter = checked(() -> filters.filter());
    Optional<Request> request = checked(() -> request(filter));
    Application application = main.application();
    InstantSource clock = InstantSource.system();
    long start = clock.millis();
    AtlasFile file =
        output == null
            ? application.atlas()
            : new AtlasFile(output, note -> console.err().println("akin: " + note));
    try (PaperIndex index = application.openIndex();
        LazyEncoder encoder = new LazyEncoder(application);
        StepProgress progress = new StepProgress(console, clock)) {
      List<IndexedPaper> papers;
      if (request.isEmpty()) {
        papers = PaperChoice.all(index, filter);
      } else {
        Outcome outcome = new Recommender(index, encoder, clock).recommend(request.get());
        switch (outcome) {
          case Recommendations answer -> papers = PaperChoice.of(index, answer);
          case Outcome.UnknownPaper unknown -> {
            return Results.unknown(console, unknown);
          }
          case Outcome.StaleCursor _ -> throw new IllegalStateException("no cursor was given");
        }
      }
      if (papers.isEmpty()) {
        console.err().println("akin: there is no paper to put into a cluster");
        return ExitCode.FAILED;
      }
      Experiment experiment = new Experiment(chosen, seed, workers.workers(progress));
      Atlas atlas;
      try (Interruption _ = Interruption.ofThisThread()) {
        atlas =
            update
                ? experiment.extend(
                    file.read()
                        .orElseThrow(
                            () ->
                                new IOException(
                                    "%s is not there to be updated; leave out --update"
                                        .formatted(file.path()))),
                    index.manifest().space(),
                    papers)
                : experiment.run(index.manifest().space(), papers);
      } catch (InterruptedException e) {
        progress.end();
        console.err().println("akin: stopped; nothing was written");
        return ExitCode.STOPPED;
      }
      progress.end();
      file.write(atlas);
      print(atlas, file.path(), (clock.millis() - start) / 1000.0);
      return ExitCode.DONE;
    }
  }

  /** What could not be done at the end is said at the beginning. */
  private void requireFit() throws IOException {
    Path file = output;
    if (update) {
      for (String option :
          List.of("--method", "--clusters", "--min-cluster-size", "--noise", "--seed")) {
        if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
          throw new ParameterException(
              spec.commandLine(), "--update keeps topics as they are; leave out " + option);
        }
      }
    } else if (file != null && !replace && Files.exists(file)) {
      throw new IOException("%s is there already; --replace replaces it".formatted(file));
    }
    if (file != null) {
      AtlasFile.requireFolder(file);
    }
  }

  private Method method() {
    return switch (method) {
      case KMEANS -> {
        refuse(minClusterSize != null, "--min-cluster-size", "hdbscan");
        refuse(noise != null, "--noise", "hdbscan");
        yield new Method.KMeans(clusters == null ? OptionalInt.empty() : OptionalInt.of(clusters));
      }
      case HDBSCAN -> {
        refuse(clusters != null, "--clusters", "kmeans");
        yield new Method.Hdbscan(
            minClusterSize == null ? Method.Hdbscan.USUAL_SIZE : minClusterSize,
            noise != Noise.NEAREST);
      }
    };
  }

  private static void refuse(boolean given, String option, String belongsTo) {
    if (given) {
      throw new IllegalArgumentException("%s belongs to --method %s".formatted(option, belongsTo));
    }
  }

  /** What the papers should be like, if they should be like anything. */
  private Optional<Request> request(PaperFilter filter) {
    if (like.isEmpty() && likeTexts.isEmpty()) {
      if (k != null) {
        throw new IllegalArgumentException("--k needs --like or --like-text");
      }
      return Optional.empty();
    }
    List<Seed> seeds = new ArrayList<>();
    like.forEach(paper -> seeds.add(new Seed.OfPaper(paper, 1)));
    likeTexts.forEach(text -> seeds.add(new Seed.OfText(text, 1)));
    return Optional.of(Request.like(seeds).filter(filter).limit(k == null ? 500 : k).build());
  }

  private <T> T checked(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(Atlas atlas, Path path, double seconds) {
    if (json) {
      console.json(AtlasSummary.write(atlas));
      return;
    }
    for (int topic = 0; topic < atlas.topics().size(); topic++) {
      if (atlas.topics().get(topic).parent().isEmpty()) {
        print(atlas, topic);
      }
    }
    console
        .err()
        .printf(
            Locale.ROOT,
            "%,d papers, %,d topics, %,d papers in none; %.1f s; %s%ndigest %s%n",
            atlas.size(),
            atlas.topics().size(),
            atlas.noise(),
            seconds,
            path,
            atlas.digest());
  }

  private void print(Atlas atlas, int topic) {
    Topic shown = atlas.topics().get(topic);
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s%,7d  %s  [%s]%n",
            "  ".repeat(shown.level()),
            shown.papers(),
            shown.name(),
            shown.slug());
    for (int child : atlas.children(topic)) {
      print(atlas, child);
    }
  }
}
