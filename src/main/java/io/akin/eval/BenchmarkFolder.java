package io.akin.eval;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the files of a benchmark and holds them against each other. */
final class BenchmarkFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path folder;
  private final Map<String, Document> documents = new LinkedHashMap<>();

  private BenchmarkFolder(Path folder) {
    this.folder = folder;
  }

  static Benchmark read(Path folder) throws IOException {
    BenchmarkFolder benchmark = new BenchmarkFolder(folder);
    Optional<Path> qrels = benchmark.only("qrels*.txt");
    benchmark.readCorpus();
    return qrels.isPresent() ? benchmark.withQrels(qrels.get()) : benchmark.withLabels();
  }

  private Benchmark withQrels(Path file) throws IOException {
    Qrels qrels = Qrels.readFrom(file);
    Path queryFile = folder.resolve("queries.jsonl");
    boolean queriesAreDocuments = !Files.exists(queryFile);
    Map<String, Query> queries =
        queriesAreDocuments ? documentsAsQueries(documents.keySet()) : readQueries(queryFile);
    List<Query> judged = new ArrayList<>();
    for (String id : qrels.grades().keySet()) {
      Query query = queries.get(id);
      if (query == null) {
        throw new IOException(
            "%s: judges for the query %s, which %s lacks; add it there or leave its lines out"
                .formatted(
                    file, id, queriesAreDocuments ? folder.resolve("corpus.jsonl.gz") : queryFile));
      }
      judged.add(query);
    }
    Protocol.Retrieval protocol = Protocol.Retrieval.of(qrels, queriesAreDocuments);
    if (judged.stream()
        .allMatch(
            query ->
                protocol.judgments(qrels, query.id()).values().stream()
                    .allMatch(grade -> grade < protocol.relevantGrade()))) {
      throw new IOException(
          "%s: no query has a document of grade %d or more, so there is nothing to find; see the grades"
              .formatted(file, protocol.relevantGrade()));
    }
    return new Benchmark(
        name(),
        protocol,
        List.copyOf(documents.values()),
        judged,
        qrels,
        Map.of(),
        readFolds(file, qrels));
  }

  private Benchmark withLabels() throws IOException {
    Path file = folder.resolve("labels.tsv");
    if (!Files.exists(file)) {
      throw new IOException(
          folder + ": has neither qrels*.txt nor labels.tsv; a benchmark wants one of them");
    }
    Map<String, String> labels = readLabels(file);
    if (labels.isEmpty()) {
      throw new IOException(file + ": has no label; write lines of document, tab, label");
    }
    return new Benchmark(
        name(),
        Protocol.Labels.STANDARD,
        List.copyOf(documents.values()),
        List.copyOf(documentsAsQueries(labels.keySet()).values()),
        new Qrels(Map.of()),
        labels,
        Map.of());
  }

  private String name() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private void readCorpus() throws IOException {
    Lines.each(
        folder.resolve("corpus.jsonl.gz"),
        (line, place) -> {
          Entry json = Entry.of(line, place);
          Document document =
              new Document(
                  json.id(), json.text("title").orElse(""), json.text("abstract").orElse(""));
          if (documents.putIfAbsent(document.id(), document) != null) {
            throw place.fault(
                "the document %s comes a second time; give each an id of its own"
                    .formatted(document.id()));
          }
        });
    if (documents.isEmpty()) {
      throw new IOException(
          folder.resolve("corpus.jsonl.gz") + ": has no document; write one a line");
    }
  }

  private Map<String, Query> documentsAsQueries(Iterable<String> ids) {
    Map<String, Query> queries = new LinkedHashMap<>();
    for (String id : ids) {
      Document document = documents.get(id);
      if (document != null) {
        queries.put(
            id, new Query.OfPaper(id, document.title(), document.abstractText(), Optional.of(id)));
      }
    }
    return queries;
  }

  private Map<String, Query> readQueries(Path file) throws IOException {
    Map<String, Query> queries = new LinkedHashMap<>();
    Lines.each(
        file,
        (line, place) -> {
          Query query = query(Entry.of(line, place));
          if (queries.putIfAbsent(query.id(), query) != null) {
            throw place.fault(
                "the query %s comes a second time; give each an id of its own"
                    .formatted(query.id()));
          }
        });
    return queries;
  }

  private Query query(Entry json) throws IOException {
    Optional<String> documentId = json.text("doc_id");
    if (documentId.isPresent() && !documents.containsKey(documentId.get())) {
      throw json.place()
          .fault(
              "says that the query is the document %s, which the corpus lacks; leave doc_id out"
                  .formatted(documentId.get()));
    }
    Optional<String> text = json.text("text");
    Optional<String> title = json.text("title");
    Optional<String> abstractText = json.text("abstract");
    if (text.isPresent() && title.isEmpty() && abstractText.isEmpty()) {
      return new Query.OfText(json.id(), text.get());
    }
    if (title.isPresent() || abstractText.isPresent()) {
      return new Query.OfPaper(json.id(), title.orElse(""), abstractText.orElse(""), documentId);
    }
    throw json.place()
        .fault(
            "the query %s has no text; give it text, or title and abstract".formatted(json.id()));
  }

  private Map<String, String> readLabels(Path file) throws IOException {
    Map<String, String> read = new LinkedHashMap<>();
    Lines.each(
        file,
        (line, place) -> {
          String[] fields = line.split("\t", -1);
          if (fields.length != 2) {
            throw place.fault(
                "has %d fields between tabs; write two: document, tab, label"
                    .formatted(fields.length));
          }
          if (!documents.containsKey(fields[0])) {
            throw place.fault(
                "labels %s, which the corpus lacks; add it there or leave the line out"
                    .formatted(fields[0]));
          }
          if (read.putIfAbsent(fields[0], fields[1]) != null) {
            throw place.fault(
                "labels %s a second time; leave one of the two out".formatted(fields[0]));
          }
        });
    Map<String, String> labels = new LinkedHashMap<>();
    for (String id : documents.keySet()) {
      String label = read.get(id);
      if (label != null && !label.isEmpty()) {
        labels.put(id, label);
      }
    }
    return labels;
  }

  private Map<String, List<String>> readFolds(Path qrelsFile, Qrels qrels) throws IOException {
    String end = String.valueOf(qrelsFile.getFileName()).replaceAll("^qrels|\\.txt$", "");
    Optional<Path> file = only("folds*" + end + ".json");
    if (file.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> folds = new TreeMap<>(CodePointOrder.ASCENDING);
    JsonNode root = parse(Files.readString(file.get()), file.get().toString());
    boolean any = false;
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      List<String> queries = new ArrayList<>();
      for (JsonNode query : entry.getValue()) {
        queries.add(query.asText());
        any |= qrels.grades().containsKey(query.asText());
      }
      folds.put(entry.getKey(), queries);
    }
    if (!any) {
      throw new IOException(
          file.get()
              + ": has no query of the qrels in any fold; write an object of fold: [query, ...]");
    }
    return folds;
  }

  /** The one file whose name is like that. Two would be two halves, to be measured apart. */
  private Optional<Path> only(String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
      files.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new IOException(folder + ": there is no such folder; name that of a benchmark", e);
    }
    if (found.size() > 1) {
      found.sort(null);
      throw new IOException(
          "%s: has %s and %s; keep one of them, in a folder of its own"
              .formatted(folder, found.get(0).getFileName(), found.get(1).getFileName()));
    }
    return found.stream().findFirst();
  }

  private static JsonNode parse(String text, String where) throws IOException {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IOException(
          "%s: is not JSON (%s); write an object".formatted(where, e.getOriginalMessage()), e);
    }
    if (!node.isObject()) {
      throw new IOException("%s: is JSON, but not an object; write one".formatted(where));
    }
    return node;
  }

  /** A line that is a JSON object. */
  private record Entry(JsonNode json, Lines.Place place) {
    static Entry of(String line, Lines.Place place) throws IOException {
      return new Entry(parse(line, place.toString()), place);
    }

    String id() throws IOException {
      String id = text("id").orElse("");
      if (id.isEmpty() || id.chars().anyMatch(Character::isWhitespace)) {
        throw place.fault(
            "has the id '%s'; give it one without white space, as TREC's files want".formatted(id));
      }
      return id;
    }

    /** Absent if it is missing, null or blank. */
    Optional<String> text(String key) throws IOException {
      @Nullable JsonNode node = json.get(key);
      if (node == null || node.isNull()) {
        return Optional.empty();
      }
      if (!node.isTextual()) {
        throw place.fault("has %s for %s; write a text".formatted(node, key));
      }
      return Optional.of(node.textValue()).filter(text -> !text.isBlank());
    }
  }
}
