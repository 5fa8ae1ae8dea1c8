package io.akin.cli;

import io.akin.http.AccessLog;
import io.akin.http.Keys;
import io.akin.http.ServerOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a server is to behave, as the command line says. */
final class ServerArguments {
  private static final Path STANDARD_ERROR = Path.of("-");

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "address to listen at (default: ${DEFAULT-VALUE}, this machine only)")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "7070",
      description = "port to listen at, 0 for any that is free (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "keys that may write, one a line, besides those in AKIN_API_KEY; read:KEY may only read."
              + " The file is read again when it changes")
  private @Nullable Path keys;

  @Option(names = "--require-key", description = "reading needs a key too")
  private boolean keyRequired;

  @Option(
      names = "--rate-limit",
      paramLabel = "N",
      description =
          "requests a minute that each client may make, 0 for any number (default: 600 for clients"
              + " on other machines)")
  private @Nullable Integer rateLimit;

  @Option(
      names = "--behind-proxy",
      description = "clients are told apart by the last address in X-Forwarded-For")
  private boolean behindProxy;

  @Option(
      names = "--write-origin",
      paramLabel = "ORIGIN",
      description = "lets pages of this origin write, with a key; may be given several times")
  private List<String> writeOrigins = List.of();

  @Option(
      names = "--access-log",
      paramLabel = "FILE",
      description = "notes each request in this file, a JSON object a line; - for standard error")
  private @Nullable Path accessLog;

  @Option(
      names = "--anonymous-log",
      description = "leaves addresses of clients and queries out of the access log")
  private boolean anonymous;

  @Option(
      names = "--allow-robots",
      description =
          "lets search engines read the papers' pages; without it, robots.txt forbids all")
  private boolean robotsAllowed;

  String host() {
    return host;
  }

  /**
   * The options.
   *
   * @param environmentKeys what {@code AKIN_API_KEY} says
   * @throws IllegalArgumentException when one is out of its range, saying which
   * @throws IOException when a file cannot be read or written
   */
  ServerOptions options(Optional<String> environmentKeys, PrintStream err) throws IOException {
    Keys known = Keys.of(environmentKeys.orElse(""));
    return new ServerOptions(
        host,
        port,
        keys == null ? known : known.with(keys),
        keyRequired,
        rateLimit == null ? OptionalInt.empty() : OptionalInt.of(rateLimit),
        behindProxy,
        writeOrigins,
        accessLog == null ? Optional.empty() : Optional.of(log(accessLog, err)),
        InstantSource.system(),
        robotsAllowed);
  }

  private AccessLog log(Path file, PrintStream err) throws IOException {
    Appendable out =
        file.equals(STANDARD_ERROR)
            ? err
            : new PrintStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true,
                StandardCharsets.UTF_8);
    return new AccessLog(out, anonymous);
  }
}
