package io.akin.corpus.xml;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.Head;
import io.akin.corpus.Location;
import io.akin.corpus.ReadResult;
import io.akin.corpus.ReadResult.Rejected;
import io.akin.paper.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what OAI-PMH servers answer, in the metadata formats {@code arXiv}, {@code arXivRaw},
 * {@code arXivOld} and {@code oai_dc}: one response, or many in one file, whole or cut to their
 * {@code ListRecords}. Records of deleted papers are passed over in silence: they say nothing but
 * that there is nothing.
 */
public final class OaiPmhReader implements CorpusReader {
  private static final Set<String> ROOTS = Set.of("OAI-PMH", "ListRecords", "GetRecord");
  private static final String NO_RECORDS = "noRecordsMatch";

  @Override
  public String format() {
    return "OAI-PMH";
  }

  @Override
  public boolean recognises(Head head) {
    Optional<String> first = FirstElement.of(head.text());
    return first.filter(ROOTS::contains).isPresent()
        || (first.isPresent()
            && head.text().contains("<record")
            && head.text().contains("<metadata")
            && (head.text().contains("http://www.openarchives.org/OAI/")
                || head.text().contains("http://arxiv.org/OAI/")));
  }

  /** Reads a file; the error of a saved response that has one is a rejected record. */
  @Override
  public void read(InputStream in, String file, Sink sink) throws IOException {
    XmlCursor cursor = new XmlCursor(in, file);
    while (cursor.nextElement()) {
      Location location = new Location(file, cursor.line());
      if (cursor.name().equals("record")) {
        Optional<ReadResult> result = record(cursor.read(), location);
        if (result.isPresent()) {
          sink.accept(result.get());
        }
      } else if (cursor.name().equals("error")) {
        Optional<OaiPage.Refusal> error = cursor.read().map(OaiPmhReader::error);
        if (error.isPresent() && !error.get().code().equals(NO_RECORDS)) {
          sink.accept(
              new Rejected(
                  location,
                  "the server answered an error and no records: %s: %s"
                      .formatted(error.get().code(), error.get().message())));
        }
      }
    }
  }

  /**
   * Reads one response.
   *
   * @param name by which messages and locations name it
   * @throws io.akin.corpus.CorpusException when it is not well-formed
   */
  public OaiPage page(InputStream in, String name) throws IOException {
    XmlCursor cursor = new XmlCursor(in, name);
    boolean isAnswer = false;
    Optional<String> responseDate = Optional.empty();
    Optional<OaiPage.Refusal> error = Optional.empty();
    Optional<String> token = Optional.empty();
    List<ReadResult> results = new ArrayList<>();
    int records = 0;
    while (cursor.nextElement()) {
      switch (cursor.name()) {
        case "ListRecords", "GetRecord" -> isAnswer = true;
        case "responseDate" -> responseDate = cursor.read().map(OaiPmhReader::strippedText);
        case "error" -> {
          isAnswer = true;
          Optional<OaiPage.Refusal> next = cursor.read().map(OaiPmhReader::error);
          error = error.isPresent() ? error : next;
        }
        case "resumptionToken" ->
            token = cursor.read().map(OaiPmhReader::strippedText).filter(text -> !text.isEmpty());
        case "record" -> {
          records++;
          Location location = new Location(name, cursor.line());
          record(cursor.read(), location).ifPresent(results::add);
        }
        default -> {}
      }
    }
    return new OaiPage(isAnswer, responseDate, error, records, results, token);
  }

  private static String strippedText(Element element) {
    return element.text().strip();
  }

  private static OaiPage.Refusal error(Element error) {
    return new OaiPage.Refusal(
        Text.shortened(error.attribute("code")), Text.shortened(error.text().strip()));
  }

  private static Optional<ReadResult> record(Optional<Element> read, Location location) {
    if (read.isEmpty()) {
      return Optional.of(new Rejected(location, "the record is larger than any paper's"));
    }
    Element record = read.get();
    Optional<Element> header = record.child("header");
    if (header.filter(element -> element.attribute("status").equals("deleted")).isPresent()) {
      return Optional.empty();
    }
    String identifier = header.map(element -> element.textOf("identifier")).orElse("");
    Optional<Element> metadata =
        record.child("metadata").flatMap(element -> element.children().stream().findFirst());
    ReadResult result =
        metadata
            .map(element -> paper(element, header, identifier.strip(), location))
            .orElseGet(() -> new Rejected(location, "no metadata"));
    return Optional.of(
        result instanceof Rejected(Location at, String reason) && !identifier.isBlank()
            ? new Rejected(at, reason + ", in " + Text.shortened(identifier))
            : result);
  }

  private static ReadResult paper(
      Element metadata, Optional<Element> header, String identifier, Location location) {
    return switch (metadata.name()) {
      case "arXiv", "arXivRaw", "arXivOld" -> ArxivMetadata.draft(metadata).at(location);
      case "dc" ->
          DublinCore.draft(
                  metadata, identifier, header.map(e -> e.children("setSpec")).orElse(List.of()))
              .at(location);
      default ->
          new Rejected(
              location,
              "metadata in the format '%s'; Akin reads arXiv, arXivRaw, arXivOld and oai_dc"
                  .formatted(Text.shortened(metadata.name())));
    };
  }
}
