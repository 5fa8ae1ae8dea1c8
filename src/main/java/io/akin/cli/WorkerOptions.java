package io.akin.cli;

import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of the machine a computation may take. */
final class WorkerOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "processors to use, which changes nothing else (default: all)")
  private @Nullable Integer threads;

  /** Workers that tell how far they are. */
  Workers workers(Progress progress) {
    Integer given = threads;
    try {
      return given == null ? Workers.all(progress) : new Workers(given, progress);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
