package io.akin.cli;

import io.akin.recommend.Recommender;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --k}, for every command that returns a ranked list. */
final class KOption {
  private int k = 10;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-k", "--k"},
      paramLabel = "N",
      defaultValue = "10",
      description = "papers wanted, 1 to " + Recommender.MAX_K + " (default: ${DEFAULT-VALUE})")
  void set(int value) {
    try {
      k = Recommender.requireK(value);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  int value() {
    return k;
  }
}
