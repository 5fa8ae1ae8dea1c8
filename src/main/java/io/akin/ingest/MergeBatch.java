package io.akin.ingest;

import io.akin.corpus.ReadResult.Read;
import io.akin.index.IndexedPaper;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds which of some papers, read or stored, are copies of one another. Not thread-safe. */
final class MergeBatch {
  private final Map<PaperId, Set<Entry>> byId = new HashMap<>();
  private final Set<Entry> touched = new LinkedHashSet<>();

  /**
   * A paper, the stored papers it takes the place of, and where its copies were read, in their
   * order.
   */
  record Entry(Paper paper, List<IndexedPaper> stored, List<Read> copies) {}

  MergeBatch(List<IndexedPaper> stored) {
    for (IndexedPaper indexed : stored) {
      put(new Entry(indexed.paper(), List.of(indexed), List.of()));
    }
  }

  void add(Read read) {
    Paper merged = read.paper();
    List<IndexedPaper> stored = new ArrayList<>();
    List<Read> copies = new ArrayList<>();
    for (Entry copy : copiesOf(read.paper())) {
      merged = merged.mergedWith(copy.paper());
      stored.addAll(copy.stored());
      copies.addAll(copy.copies());
      remove(copy);
    }
    copies.add(read);
    Entry entry = new Entry(merged, List.copyOf(stored), List.copyOf(copies));
    put(entry);
    touched.add(entry);
  }

  /** The papers that were read, copies merged, in the order in which they were first complete. */
  Set<Entry> entries() {
    return touched;
  }

  private Set<Entry> copiesOf(Paper paper) {
    Set<Entry> copies = new LinkedHashSet<>();
    Paper known = paper;
    for (PaperId id : paper.ids()) {
      for (Entry entry : candidates(id, paper)) {
        if (!copies.contains(entry) && known.isSameAs(entry.paper())) {
          copies.add(entry);
          known = known.mergedWith(entry.paper());
        }
      }
    }
    return copies;
  }

  /**
   * The papers that have an identifier. Where several do, they contradict one another, and a copy
   * can join but one of them: the one that knows all of it already, so that a file that is read
   * twice is the same as once; else the first by identifier.
   */
  private List<Entry> candidates(PaperId id, Paper copy) {
    List<Entry> candidates = List.copyOf(byId.getOrDefault(id, Set.of()));
    if (candidates.size() < 2) {
      return candidates;
    }
    Comparator<Entry> knowing =
        Comparator.comparing(entry -> !entry.paper().mergedWith(copy).equals(entry.paper()));
    return candidates.stream().sorted(knowing.thenComparing(entry -> entry.paper().id())).toList();
  }

  private void put(Entry entry) {
    for (PaperId id : entry.paper().ids()) {
      byId.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(entry);
    }
  }

  private void remove(Entry entry) {
    for (PaperId id : entry.paper().ids()) {
      byId.getOrDefault(id, Set.of()).remove(entry);
    }
    touched.remove(entry);
  }
}
