package io.akin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.recommend.Request;
import io.akin.recommend.json.RequestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code akin recommend}. */
@Command(
    name = "recommend",
    description = "Lists papers like several papers and texts, and unlike others.",
    mixinStandardHelpOptions = true)
final class RecommendCommand implements Callable<Integer> {
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
    String text =
        file.toString().equals("-")
            ? new String(console.in().readAllBytes(), UTF_8)
            : Files.readString(file);
    return options.checked(_ -> RequestJson.read(text));
  }
}
