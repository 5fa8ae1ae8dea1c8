package io.akin.index.lucene;

import io.akin.index.IndexManifest;
import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.index.PaperIndexContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest extends PaperIndexContract {
  @TempDir private Path folder;
  private int indexes;

  @Override
  protected PaperIndex indexOf(IndexManifest manifest, List<IndexedPaper> papers)
      throws IOException {
    return indexWithout(List.of(), manifest, papers);
  }

  @Override
  protected PaperIndex indexWithout(
      Collection<IndexedPaper> removed, IndexManifest manifest, List<IndexedPaper> papers)
      throws IOException {
    Path index = folder.resolve("index-" + ++indexes);
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, manifest)) {
      for (IndexedPaper paper : papers) {
        writer.replace(List.of(), paper);
      }
      writer.commit();
      writer.remove(removed);
      writer.commit();
    }
    return LuceneIndex.open(index);
  }
}
