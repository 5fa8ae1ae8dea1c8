package io.akin.index;

import java.util.List;

class FlatViewTest extends PaperViewContract {
  @Override
  protected PaperIndex indexOf(IndexManifest manifest, List<IndexedPaper> papers) {
    return new FlatIndex(manifest, papers);
  }

  @Override
  protected PaperIndex indexThatHeld(
      List<IndexedPaper> others, IndexManifest manifest, List<IndexedPaper> papers) {
    return new FlatIndex(manifest, papers);
  }
}
