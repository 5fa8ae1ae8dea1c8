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

  static Stream<String> commands() {
    return akin().getSubcommands().keySet().stream();
  }

  static Stream<String> options() {
    CommandLine akin = akin();
    return Stream.concat(Stream.of(akin), akin.getSubcommands().values().stream())
        .flatMap(command -> command.getCommandSpec().options().stream())
        .map(CommandLine.Model.OptionSpec::longestName)
        .filter(name -> !name.equals("--help") && !name.equals("--version"))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsInTheReadme(String command) throws IOException {
    assertTrue(readme().contains("| `akin " + command), command);
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
