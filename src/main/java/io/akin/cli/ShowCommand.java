package io.akin.cli;

import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.paper.Author;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.json.PaperJson;
import io.akin.recommend.PaperFinder;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akin show}. */
@Command(
    name = "show",
    description = "Prints what is known of a paper.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Parameters(paramLabel = "ID", description = "any identifier of the paper, or its exact title")
  private String reference;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ShowCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (PaperIndex index = main.application().openIndex()) {
      PaperFinder finder = new PaperFinder(index);
      Optional<IndexedPaper> found = finder.find(reference);
      if (found.isEmpty()) {
        return Results.unknown(console, finder.unknown(reference));
      }
      Paper paper = found.get().paper();
      if (json) {
        console.json(PaperJson.write(paper));
      } else {
        print(paper);
      }
      return ExitCode.DONE;
    }
  }

  private void print(Paper paper) {
    console.out().println(paper.title());
    line("ids", paper.ids().stream().map(PaperId::text).collect(Collectors.joining(" ")));
    line("authors", paper.authors().stream().map(Author::name).collect(Collectors.joining(", ")));
    if (paper.authorCount() > paper.authors().size()) {
      line("authors in all", Integer.toString(paper.authorCount()));
    }
    paper.organisation().ifPresent(organisation -> line("organisation", organisation.name()));
    paper.published().ifPresent(date -> line("published", date.toString()));
    paper.updated().ifPresent(date -> line("updated", date.toString()));
    paper.version().ifPresent(number -> line("version", Integer.toString(number)));
    if (paper.withdrawn()) {
      line("withdrawn", "yes");
    }
    paper.featured().ifPresent(date -> line("featured", date.toString()));
    paper.language().ifPresent(code -> line("language", code));
    paper.venue().ifPresent(venue -> line("venue", venue));
    line("categories", String.join(" ", paper.categories()));
    line("keywords", String.join(", ", paper.keywords()));
    paper.links().forEach(link -> line(link.kind().name().toLowerCase(Locale.ROOT), link.url()));
    paper.upvotes().ifPresent(count -> line("upvotes", Integer.toString(count)));
    paper.comments().ifPresent(count -> line("comments", Integer.toString(count)));
    if (!paper.abstractText().isEmpty()) {
      console.out().printf("%n%s%n", paper.abstractText());
    }
  }

  private void line(String name, String value) {
    if (!value.isEmpty()) {
      console.out().printf("  %-14s %s%n", name, value);
    }
  }
}
