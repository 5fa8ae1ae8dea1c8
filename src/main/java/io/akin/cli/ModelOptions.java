package io.akin.cli;

import io.akin.embedding.Pooling;
import io.akin.model.ModelOverrides;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a person may state of a model that comes in, in place of what its files say. */
final class ModelOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--pooling",
      paramLabel = "POOLING",
      converter = PoolingConverter.class,
      description = "how token vectors become one: cls, mean, max or last_token")
  private @Nullable Pooling pooling;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "where a text is cut, special tokens included")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--query-prompt",
      paramLabel = "TEXT",
      description = "what is put before a query; '' for nothing")
  private @Nullable String queryPrompt;

  @Option(
      names = "--document-prompt",
      paramLabel = "TEXT",
      description = "what is put before a document; '' for nothing")
  private @Nullable String documentPrompt;

  @Option(
      names = "--matryoshka",
      paramLabel = "N",
      split = ",",
      description = "shorter dimensions the model was trained to be cut to, such as 64,128")
  private List<Integer> matryoshka = List.of();

  @Option(
      names = "--licence",
      paramLabel = "SPDX",
      description = "SPDX identifier of the licence (default: that of README.md)")
  private @Nullable String licence;

  /** What was stated, with what the command itself knows. */
  ModelOverrides stated(Optional<String> weights, Optional<String> source) {
    Integer tokens = maxTokens;
    if (tokens != null && tokens < 3) {
      throw new ParameterException(
          spec.commandLine(), "--max-tokens must be at least 3, got " + tokens);
    }
    return new ModelOverrides(
        Optional.ofNullable(pooling),
        weights,
        tokens == null ? OptionalInt.empty() : OptionalInt.of(tokens),
        Optional.ofNullable(queryPrompt),
        Optional.ofNullable(documentPrompt),
        matryoshka,
        Optional.ofNullable(licence),
        source);
  }

  /** Reads a pooling by the names of manifests and of sentence-transformers. */
  static final class PoolingConverter implements CommandLine.ITypeConverter<Pooling> {
    @Override
    public Pooling convert(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "cls" -> Pooling.CLS;
        case "mean" -> Pooling.MEAN;
        case "max" -> Pooling.MAX;
        case "last_token", "last-token", "lasttoken" -> Pooling.LAST_TOKEN;
        default ->
            throw new CommandLine.TypeConversionException(
                "want cls, mean, max or last_token, got '%s'".formatted(text));
      };
    }
  }
}
