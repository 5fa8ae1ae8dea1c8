package io.akin.index;

import java.util.Collection;
import java.util.List;

class FlatIndexTest extends PaperIndexContract {
  @Override
  protected PaperIndex indexOf(IndexManifest manifest, List<IndexedPaper> papers) {
    return new FlatIndex(manifest, papers);
  }

  @Override
  protected PaperIndex indexWithout(
      Collection<IndexedPaper> removed, IndexManifest manifest, List<IndexedPaper> papers) {
    return new FlatIndex(
        manifest, papers.stream().filter(paper -> !removed.contains(paper)).toList());
  }
}
