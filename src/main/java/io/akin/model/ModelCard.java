package io.akin.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code README.md} of a Hugging Face model: its first lines state the licence. */
final class ModelCard {
  private static final int MAX_LINES = 2_000;
  private static final Pattern LICENCE =
      Pattern.compile("license:\\s*[\"']?([A-Za-z0-9.+-]{1,64})[\"']?\\s*");

  private ModelCard() {}

  /** The licence as an SPDX identifier, if the card names one. */
  static Optional<String> licence(Path folder) throws IOException {
    Path card = folder.resolve("README.md");
    if (!Files.isRegularFile(card)) {
      return Optional.empty();
    }
    // A byte that is no UTF-8 in somebody's prose is no reason to refuse a model.
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(card), StandardCharsets.UTF_8))) {
      if (!"---".equals(lines.readLine())) {
        return Optional.empty();
      }
      return lines
          .lines()
          .limit(MAX_LINES)
          .takeWhile(line -> !line.equals("---"))
          .map(LICENCE::matcher)
          .filter(Matcher::matches)
          .map(match -> spdx(match.group(1)))
          .findFirst();
    }
  }

  /** The hub writes SPDX identifiers in small letters, and has some of its own. */
  private static String spdx(String licence) {
    String small = licence.toLowerCase(Locale.ROOT);
    return switch (small) {
      case "apache-2.0" -> "Apache-2.0";
      case "mit" -> "MIT";
      case "bsd-2-clause" -> "BSD-2-Clause";
      case "bsd-3-clause" -> "BSD-3-Clause";
      case "unknown" -> ModelManifest.NO_LICENCE;
      default ->
          small.matches("cc0-.*|cc-by-.*[0-9]")
              ? small.toUpperCase(Locale.ROOT)
              : "LicenseRef-" + small;
    };
  }
}
