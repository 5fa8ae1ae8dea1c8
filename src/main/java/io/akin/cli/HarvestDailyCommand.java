package io.akin.cli;

import io.akin.app.Application;
import io.akin.harvest.DailyPapersHarvest;
import io.akin.remote.Retries;
import io.akin.remote.ServerAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code akin harvest daily}. */
@Command(
    name = "daily",
    description =
        "Fetches the Hugging Face daily papers, day by day. Run again, it goes on where it stopped.",
    mixinStandardHelpOptions = true)
final class HarvestDailyCommand implements Callable<Integer> {
  private final Main main;
  private final Console console;

  @Mixin private HarvestCommand.Options options;

  HarvestDailyCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    return HarvestCommand.run(
        main,
        console,
        options,
        (progress, pause, notes, sink, checkpoint) ->
            new DailyPapersHarvest(
                    options.urlOr(ServerAddress.HUGGING_FACE),
                    Application.dailyPapersReader(),
                    Retries.HUGGING_FACE,
                    progress,
                    InstantSource.system(),
                    pause,
                    notes)
                .run(options.since(), options.until(), sink, checkpoint));
  }
}
