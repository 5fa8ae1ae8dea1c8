package io.akin.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.PaperIndex;
import io.akin.paper.json.PaperJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akin export}. */
@Command(
    name = "export",
    description = "Writes every paper as JSON Lines, ordered by identifier; 'akin add' reads it.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Option(names = "--vectors", description = "with each paper's embedding, as \"vector\"")
  private boolean vectors;

  ExportCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (PaperIndex index = main.application().openIndex()) {
      index.scan(
          indexed -> {
            ObjectNode node = PaperJson.write(indexed.paper());
            if (vectors) {
              ArrayNode vector = node.putArray("vector");
              for (float component : indexed.embedding().toArray()) {
                vector.add(component);
              }
            }
            console.json(node);
            if (console.out().checkError()) {
              throw new IOException("not all of the papers could be written to standard output");
            }
          });
      return ExitCode.DONE;
    }
  }
}
