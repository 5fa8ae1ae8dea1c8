package io.akin.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akin search}. */
@Command(
    name = "search",
    description = "Lists the papers closest to a text.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Parameters(paramLabel = "TEXT", description = "a topic, a question, or a whole abstract")
  private String text;

  @Mixin private RequestOptions options;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  SearchCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return new Listing(main.application(), console, json)
        .print(options.request(options.seeds(List.of(), List.of(text))));
  }
}
