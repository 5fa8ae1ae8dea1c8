package io.akin.corpus.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.CorpusReaderContract;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Read;
import io.akin.paper.Author;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Ten records of one form, in a file beside the tests. */
abstract class JsonSampleContract extends CorpusReaderContract {
  private final String file;

  JsonSampleContract(String file) {
    this.file = file;
  }

  @Override
  protected CorpusReader reader() {
    return new JsonReader();
  }

  @Override
  protected String sample() {
    try (InputStream in =
        Objects.requireNonNull(JsonSampleContract.class.getResourceAsStream(file))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The papers of the sample, in its order. */
  List<Paper> papers() throws IOException {
    return papers(read(sample()));
  }

  /** The only paper of a text, with single quotes for double ones. */
  Paper paper(String json) throws IOException {
    return papers(read(json.replace('\'', '"'))).getFirst();
  }

  /** What was left out of a paper of the sample. */
  List<String> leftOut(int paper) throws IOException {
    List<ReadResult> read = read(sample()).stream().filter(Read.class::isInstance).toList();
    return ((Read) read.get(paper)).leftOut();
  }

  /** The identifiers but the hash of the title, which every paper has. */
  static List<String> ids(Paper paper) {
    return paper.ids().stream().map(PaperId::text).filter(id -> !id.startsWith("local:")).toList();
  }

  static List<String> authors(Paper paper) {
    return paper.authors().stream().map(Author::name).toList();
  }
}
