package io.akin.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code akin model}: the commands below it look after the folder of models. */
@Command(
    name = "model",
    description = "Looks after the models.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec;

  static CommandLine commandLine(Main main, Console console) {
    return new CommandLine(new ModelCommand())
        .addSubcommand(
            new ModelPullCommand(
                main, console, (draft, _, replace) -> draft.moveIntoPlace(replace)));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a command, such as 'akin model pull sentence-transformers/all-MiniLM-L12-v2'");
  }
}
