package io.akin.export;

import io.akin.index.PaperView;
import io.akin.index.PaperView.VectorConsumer;
import java.io.IOException;

/** The papers of an index at one point in time. */
record ViewSource(PaperView view) implements PaperSource {
  @Override
  public int size() {
    return view.size();
  }

  @Override
  public int dimension() {
    return view.manifest().space().dimension();
  }

  @Override
  public void scan(PaperConsumer consumer) throws IOException {
    view.scan(indexed -> consumer.accept(indexed.paper(), indexed.embedding()));
  }

  @Override
  public void scanVectors(VectorConsumer consumer) throws IOException {
    view.scanVectors(consumer);
  }
}
