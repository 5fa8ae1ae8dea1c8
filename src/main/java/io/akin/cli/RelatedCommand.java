package io.akin.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akin related}. */
@Command(
    name = "related",
    description = "Lists the papers most like a paper of the index.",
    mixinStandardHelpOptions = true)
final class RelatedCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Parameters(paramLabel = "ID", description = "any identifier of the paper, or its exact title")
  private String reference;

  @Mixin private RequestOptions options;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  RelatedCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return new Listing(main.application(), console, json)
        .print(options.request(options.seeds(List.of(reference), List.of())));
  }
}
