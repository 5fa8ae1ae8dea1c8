package io.akin.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.index.PaperIndexWriter;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.recommend.PaperFinder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akin remove}. */
@Command(
    name = "remove",
    description = "Removes papers from the index: all of those named, or, if one is unknown, none.",
    mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "any identifier of a paper, or its exact title")
  private List<String> references;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  RemoveCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Set<IndexedPaper> papers = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    boolean ambiguous = false;
    try (PaperIndexWriter writer = main.application().openExistingWriter()) {
      for (String reference : references) {
        List<IndexedPaper> meant = meantBy(reference, writer);
        papers.addAll(meant);
        if (meant.isEmpty()) {
          unknown.add(reference);
        } else if (meant.size() > 1) {
          ambiguous = true;
          askToBeMoreExact(reference, meant);
        }
      }
      if (unknown.isEmpty() && !ambiguous) {
        writer.remove(papers);
        writer.commit();
        print(papers);
        return ExitCode.DONE;
      }
    }
    say(unknown);
    console.err().println("Nothing was removed.");
    return ExitCode.FAILED;
  }

  /** As for any other command, the first reading of the reference that finds something counts. */
  private static List<IndexedPaper> meantBy(String reference, PaperIndexWriter writer)
      throws IOException {
    for (PaperId id : PaperId.meantBy(reference)) {
      List<IndexedPaper> found = writer.find(List.of(id));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private void askToBeMoreExact(String reference, List<IndexedPaper> meant) {
    console
        .err()
        .printf(
            Locale.ROOT,
            "akin: %d papers are known by '%s'; name one by an identifier that is its own:%n",
            meant.size(),
            reference);
    for (IndexedPaper indexed : meant) {
      Paper paper = indexed.paper();
      console
          .err()
          .printf(
              "  %s  [%s]%n",
              paper.title(),
              paper.ids().stream().map(PaperId::text).collect(Collectors.joining(" ")));
    }
  }

  private void say(List<String> unknown) throws IOException {
    if (!unknown.isEmpty()) {
      try (PaperIndex index = main.application().openIndex()) {
        PaperFinder finder = new PaperFinder(index);
        for (String reference : unknown) {
          var _ = Results.unknown(console, finder.unknown(reference));
        }
      }
    }
  }

  private void print(Set<IndexedPaper> removed) {
    if (json) {
      ObjectNode report = Console.object();
      ArrayNode papers = report.putArray("removed");
      for (IndexedPaper indexed : removed) {
        papers
            .addObject()
            .put("id", indexed.paper().id().text())
            .put("title", indexed.paper().title());
      }
      console.json(report);
      return;
    }
    for (IndexedPaper indexed : removed) {
      console
          .out()
          .printf("removed %s  [%s]%n", indexed.paper().title(), indexed.paper().id().text());
    }
  }
}
