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
    if (value < 1 || value > Recommender.MAX_K) {
      throw new ParameterException(
          command.commandLine(),
          "k must be from 1 to %d, got %d".formatted(Recommender.MAX_K, value));
    }
    k = value;
  }

  int value() {
    return k;
  }
}
