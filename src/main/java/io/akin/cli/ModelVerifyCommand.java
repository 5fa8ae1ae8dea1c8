package io.akin.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.model.ModelEntry;
import io.akin.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akin model verify}. */
@Command(
    name = "verify",
    description =
        "Reads every file of the models named, or of all, and compares it with its manifest.",
    mixinStandardHelpOptions = true)
final class ModelVerifyCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "models to verify (default: all that are there)")
  private List<String> names = List.of();

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ModelVerifyCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  /** What came out for a model. */
  private record Verdict(String name, String state, String what) {
    boolean good() {
      return !state.equals("broken");
    }
  }

  @Override
  public Integer call() throws IOException {
    List<Verdict> verdicts = verdicts();
    if (json) {
      ObjectNode document = Console.object();
      ArrayNode models = document.putArray("models");
      for (Verdict verdict : verdicts) {
        models
            .addObject()
            .put("name", verdict.name())
            .put("state", verdict.state())
            .put("what", verdict.what());
      }
      console.json(document);
    } else {
      for (Verdict verdict : verdicts) {
        console.out().printf("%-28s %s: %s%n", verdict.name(), verdict.state(), verdict.what());
      }
    }
    return verdicts.stream().allMatch(Verdict::good) ? ExitCode.DONE : ExitCode.CONFIGURATION;
  }

  private List<Verdict> verdicts() throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    if (names.isEmpty()) {
      for (ModelEntry entry : main.models().list()) {
        verdicts.add(verdict(entry));
      }
      return verdicts;
    }
    for (String name : names) {
      try {
        verdicts.add(
            switch (main.models().find(name)) {
              case ModelEntry.NotFetched _ -> broken(name, "its files are not there");
              case ModelEntry.Ready ready -> verdict(ready);
              case ModelEntry.Broken broken -> verdict(broken);
            });
      } catch (ModelException e) {
        verdicts.add(broken(name, e.getMessage()));
      }
    }
    return verdicts;
  }

  private static Verdict verdict(ModelEntry entry) throws IOException {
    return switch (entry) {
      case ModelEntry.Ready(var folder, var bytes) -> {
        if (folder.derived()) {
          yield new Verdict(
              entry.name(),
              "unpinned",
              "it has no manifest.json to compare with; 'akin model add %s' writes one, with --licence where the model states none"
                  .formatted(folder.path()));
        }
        try {
          folder.verify();
          yield new Verdict(
              entry.name(),
              "sound",
              "%d files, %s"
                  .formatted(folder.manifest().files().size(), ModelCommand.megabytes(bytes)));
        } catch (ModelException e) {
          yield broken(entry.name(), e.getMessage());
        }
      }
      case ModelEntry.NotFetched(var manifest) ->
          new Verdict(
              manifest.name(),
              "not-fetched",
              "'make model MODEL=%s' fetches it".formatted(manifest.name()));
      case ModelEntry.Broken(var name, var reason) -> broken(name, reason);
    };
  }

  private static Verdict broken(String name, @Nullable String what) {
    return new Verdict(name, "broken", String.valueOf(what));
  }
}
