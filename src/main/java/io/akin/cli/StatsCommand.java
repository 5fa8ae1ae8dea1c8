package io.akin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.IndexManifest;
import io.akin.index.PaperIndex;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akin stats}. */
@Command(
    name = "stats",
    description = "Prints how many papers the index holds and what it was made with.",
    mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  StatsCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (PaperIndex index = main.application().openIndex()) {
      IndexManifest manifest = index.manifest();
      if (json) {
        ObjectNode node = Console.object();
        node.put("papers", index.size());
        node.put("model", manifest.space().model());
        node.put("dimension", manifest.space().dimension());
        node.put("max_tokens", manifest.space().maxTokens());
        node.put("weights_sha256", manifest.space().weightsSha256());
        node.put("tokenizer_sha256", manifest.space().tokenizerSha256());
        node.put("recipe", manifest.recipe());
        node.putObject("hnsw")
            .put("m", manifest.hnsw().m())
            .put("ef_construction", manifest.hnsw().efConstruction());
        console.json(node);
      } else {
        console
            .out()
            .printf(
                Locale.ROOT,
                "%,d papers in %s%nmodel   %s%nrecipe  %s%nhnsw    m %d, efConstruction %d%n",
                index.size(),
                main.index(),
                manifest.space(),
                manifest.recipe(),
                manifest.hnsw().m(),
                manifest.hnsw().efConstruction());
      }
      return ExitCode.DONE;
    }
  }
}
