package io.akin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.recommend.Request;
import io.akin.recommend.json.RequestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akin recommend}. */
@Command(
    name = "recommend",
    description = "Lists papers like several papers and texts, and unlike others.",
    mixinStandardHelpOptions = true)
final class RecommendCommand implements Callable<Integer> {
  private static final Set<String> BESIDE_A_REQUEST = Set.of("--request", "--json");

  private final Main main;
  private final Console console;

  @Option(
      names = "--like",
      paramLabel = "ID",
      description = "a paper that those listed should be like; may be given several times")
  private List<String> like = List.of();

  @Option(
      names = "--like-text",
      paramLabel = "TEXT",
      description = "what they should be about; may be given several times")
  private List<String> likeTexts = List.of();

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description =
          "a request in JSON, as the HTTP interface takes it, in place of all other options; '-'"
              + " reads standard input")
  private @Nullable Path file;

  @Spec private CommandSpec spec;

  @Mixin private RequestOptions options;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  RecommendCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return new Listing(main.application(), console, json).print(request());
  }

  private Request request() throws IOException {
    if (file == null) {
      return options.request(options.seeds(like, likeTexts));
    }
    refuseOthers();
    byte[] bytes =
        file.toString().equals("-") ? console.in().readAllBytes() : Files.readAllBytes(file);
    return options.checked(_ -> RequestJson.read(new String(bytes, UTF_8)));
  }

  /** An option that would be passed over without a word is a mistake. */
  private void refuseOthers() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!option.inherited() && !BESIDE_A_REQUEST.contains(option.longestName())) {
        throw new ParameterException(
            spec.commandLine(), "--request takes the place of " + option.longestName());
      }
    }
  }
}
