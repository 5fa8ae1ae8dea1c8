package io.akin.harvest;

import io.akin.corpus.CorpusReader;
import io.akin.corpus.ReadResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stands in for an index: what is handed over counts only once it is committed. */
final class Taken implements CorpusReader.Sink, Checkpoint {
  private final List<String> pending = new ArrayList<>();
  private final List<String> stored = new ArrayList<>();
  private int failsAfter = Integer.MAX_VALUE;
  private boolean commitFails;

  /** Fails when one more than so many records have been handed over. */
  Taken failingAfter(int records) {
    failsAfter = records;
    return this;
  }

  Taken failingToCommit() {
    commitFails = true;
    return this;
  }

  /** As after a crash: what was not committed is gone, and nothing fails any more. */
  Taken restarted() {
    pending.clear();
    failsAfter = Integer.MAX_VALUE;
    commitFails = false;
    return this;
  }

  @Override
  public void accept(ReadResult result) throws IOException {
    if (stored.size() + pending.size() == failsAfter) {
      throw new IOException("the disk is full");
    }
    pending.add(
        switch (result) {
          case ReadResult.Read read -> read.paper().title();
          case ReadResult.Rejected rejected -> "rejected: " + rejected.reason();
          case ReadResult.Skipped skipped -> "skipped: " + skipped.reason();
        });
  }

  @Override
  public void commit() throws IOException {
    if (commitFails) {
      throw new IOException("the disk is full");
    }
    stored.addAll(pending);
    pending.clear();
  }

  List<String> stored() {
    return List.copyOf(stored);
  }
}
