package io.akin.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.akin.corpus.CorpusException;
import io.akin.corpus.LineReader;
import io.akin.corpus.LineReader.Line;
import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akin embed}. */
@Command(
    name = "embed",
    description = "Reads texts from standard input, one a line, and prints their embeddings.",
    mixinStandardHelpOptions = true)
final class EmbedCommand implements Callable<Integer> {
  private static final int BATCH = 256;

  private final Main main;
  private final Console console;

  @Option(
      names = "--json",
      description = "print one JSON document; without it, a JSON array a line")
  private boolean json;

  EmbedCommand(Main main, Console console) {
    this.main = main;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LineReader lines = new LineReader(console.in());
    try (Encoder encoder = main.application().openEncoder();
        JsonGenerator out = console.jsonStream()) {
      if (json) {
        out.writeStartObject();
        out.writeArrayFieldStart("vectors");
      } else {
        out.setRootValueSeparator(new SerializedString("\n"));
      }
      for (List<String> texts = next(lines); !texts.isEmpty(); texts = next(lines)) {
        for (Embedding embedding : encoder.encode(texts, Role.DOCUMENT, Priority.LOAD)) {
          write(out, embedding);
        }
      }
      if (json) {
        out.writeEndArray();
        out.writeEndObject();
      }
      out.flush();
      console.out().println();
      return ExitCode.DONE;
    }
  }

  private static List<String> next(LineReader lines) throws IOException {
    List<String> texts = new ArrayList<>();
    while (texts.size() < BATCH) {
      Optional<Line> line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      switch (line.get()) {
        case Line.Text text -> texts.add(text.text());
        case Line.Unreadable bad ->
            throw new CorpusException(
                "standard input:%d: %s".formatted(bad.number(), bad.reason()));
      }
    }
    return texts;
  }

  private static void write(JsonGenerator out, Embedding embedding) throws IOException {
    out.writeStartArray();
    for (float component : embedding.toArray()) {
      out.writeNumber(component);
    }
    out.writeEndArray();
  }
}
