package io.akin.index;

import java.util.List;

class FlatIndexTest extends PaperIndexContract {
  @Override
  protected PaperIndex indexOf(IndexManifest manifest, List<IndexedPaper> papers) {
    return new FlatIndex(manifest, papers);
  }
}
