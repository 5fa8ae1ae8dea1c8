package io.akin.index.lucene;

import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.index.PaperViewContract;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

class LuceneViewTest extends PaperViewContract {
  @TempDir private Path folder;
  private int indexes;

  @Override
  protected PaperIndex indexOf(IndexManifest manifest, List<IndexedPaper> papers)
      throws IOException {
    return indexThatHeld(List.of(), manifest, papers);
  }

  @Override
  protected PaperIndex indexThatHeld(
      List<IndexedPaper> others, IndexManifest manifest, List<IndexedPaper> papers)
      throws IOException {
    Path index = folder.resolve("index-" + ++indexes);
    Set<PaperId> kept =
        papers.stream().map(indexed -> indexed.paper().id()).collect(Collectors.toSet());
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, manifest)) {
      for (IndexedPaper paper : others) {
        writer.replace(List.of(), paper);
      }
      writer.commit();
      for (IndexedPaper paper : papers) {
        writer.replace(
            others.isEmpty() ? List.of() : writer.find(List.of(paper.paper().id())), paper);
      }
      writer.remove(
          others.stream().filter(indexed -> !kept.contains(indexed.paper().id())).toList());
      writer.commit();
    }
    return LuceneIndex.open(index);
  }
}
