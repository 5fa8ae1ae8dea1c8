package io.akin.cli;

import io.akin.app.Application;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akin compact}. */
@Command(
    name = "compact",
    description =
        "Makes one segment of the index: searches get faster, and removed papers leave the disk."
            + " Meanwhile it needs as much space again; it is never done unasked.",
    mixinStandardHelpOptions = true)
final class CompactCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  CompactCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Application application = main.application();
    var before = application.storage();
    application.compact();
    var after = application.storage();
    if (json) {
      console.json(
          Console.object()
              .put("papers", after.papers())
              .put("segments_before", before.segments())
              .put("bytes_before", before.bytes())
              .put("segments", after.segments())
              .put("bytes", after.bytes()));
    } else {
      console
          .out()
          .printf(
              Locale.ROOT,
              "%,d papers: segments %,d to %,d, bytes %,d to %,d%n",
              after.papers(),
              before.segments(),
              after.segments(),
              before.bytes(),
              after.bytes());
    }
    return ExitCode.DONE;
  }
}
