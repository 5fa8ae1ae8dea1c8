package io.akin.eval.engine;

import io.akin.clean.PaperCleaner;
import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.PaperText;
import io.akin.encoder.Priority;
import io.akin.encoder.TextRecipe;
import io.akin.eval.Benchmark;
import io.akin.eval.Document;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndexWriter;
import io.akin.ingest.ContentHash;
import io.akin.paper.Paper;
import io.akin.paper.SourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The corpus of a benchmark as papers of an index. Documents stay apart even where two are copies
 * of one paper, since judgments are of documents.
 */
public final class BenchmarkCorpus {
  private static final String SCHEME = "doc";
  private static final int BATCH = 1_000;

  private BenchmarkCorpus() {}

  /** The identifier of a document in the index. */
  static SourceId id(String document) {
    return new SourceId(SCHEME, document);
  }

  /**
   * Puts the documents that take part into the index. What has been encoded by an earlier run is
   * not encoded again.
   *
   * @param progress told how many have been stored
   */
  public static void store(
      Benchmark benchmark, PaperIndexWriter writer, Encoder encoder, IntConsumer progress)
      throws IOException {
    TextRecipe recipe = TextRecipe.ofId(writer.manifest().recipe());
    List<Document> documents = documents(benchmark);
    for (int start = 0; start < documents.size(); start += BATCH) {
      List<Paper> papers =
          documents.subList(start, Math.min(documents.size(), start + BATCH)).stream()
              .map(BenchmarkCorpus::paper)
              .toList();
      List<PaperText> texts =
          papers.stream().map(paper -> new PaperText(paper.title(), paper.abstractText())).toList();
      Map<SourceId, IndexedPaper> known = new HashMap<>();
      for (IndexedPaper paper : writer.find(List.copyOf(papers.stream().map(Paper::id).toList()))) {
        known.put((SourceId) paper.paper().id(), paper);
      }
      List<String> hashes =
          texts.stream().map(text -> ContentHash.of(writer.manifest(), recipe.text(text))).toList();
      List<Integer> missing = new ArrayList<>();
      for (int i = 0; i < papers.size(); i++) {
        IndexedPaper stored = known.get((SourceId) papers.get(i).id());
        if (stored == null || !stored.contentHash().equals(hashes.get(i))) {
          missing.add(i);
        }
      }
      List<Embedding> encoded =
          recipe.encode(missing.stream().map(texts::get).toList(), encoder, Priority.LOAD);
      for (int i = 0; i < missing.size(); i++) {
        Paper paper = papers.get(missing.get(i));
        writer.replace(
            List.of(), new IndexedPaper(paper, encoded.get(i), hashes.get(missing.get(i))));
      }
      writer.commit();
      progress.accept(start + papers.size());
    }
  }

  /** Where labels are voted on, the labelled documents alone. */
  private static List<Document> documents(Benchmark benchmark) {
    return benchmark.documents().stream()
        .filter(
            document ->
                benchmark.labels().isEmpty() || benchmark.labels().containsKey(document.id()))
        .toList();
  }

  private static Paper paper(Document document) {
    Paper paper =
        Paper.titled(document.title().isBlank() ? document.id() : document.title())
            .abstractText(document.abstractText())
            .ids(List.of(id(document.id())))
            .build();
    return PaperCleaner.clean(paper);
  }
}
