package io.akin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the command line can do, the README says. */
class DocumentationTest {
  private static CommandLine akin() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return Main.commandLine(
        new Console(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, false));
  }

  /** Every command below {@code akin}, and below those. */
  private static Stream<CommandLine> all(CommandLine command) {
    return command.getSubcommands().values().stream()
        .flatMap(below -> Stream.concat(Stream.of(below), all(below)));
  }

  /** The commands that do something: those that only hold others are named with each of them. */
  static Stream<String> commands() {
    return all(akin())
        .filter(command -> command.getSubcommands().isEmpty())
        .map(command -> command.getCommandSpec().qualifiedName());
  }

  static Stream<String> options() {
    CommandLine akin = akin();
    return Stream.concat(Stream.of(akin), all(akin))
        .flatMap(command -> command.getCommandSpec().options().stream())
        .map(CommandLine.Model.OptionSpec::longestName)
        .filter(name -> !name.equals("--help") && !name.equals("--version"))
        .distinct();
  }

  @Test
  void commandsAndOptionsBelowOthersAreLookedForToo() {
    assertTrue(commands().anyMatch("akin model add"::equals));
    assertTrue(commands().anyMatch("akin harvest arxiv"::equals));
    assertTrue(commands().anyMatch("akin related"::equals));
    assertTrue(options().anyMatch("--matryoshka"::equals));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsInTheReadme(String command) throws IOException {
    // In the first column of the table of commands, perhaps beside others.
    assertTrue(
        readme()
            .lines()
            .filter(line -> line.startsWith("| `akin "))
            .map(line -> line.substring(0, line.indexOf(" | ", 2)))
            .anyMatch(cell -> cell.matches(".*`" + command + "[` ].*")),
        command);
  }

  @ParameterizedTest
  @MethodSource("options")
  void everyOptionIsInTheReadme(String option) throws IOException {
    assertTrue(readme().contains("`" + option), option);
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"), UTF_8);
  }
}
