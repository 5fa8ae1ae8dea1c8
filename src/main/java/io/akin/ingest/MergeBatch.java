package io.akin.ingest;

import io.akin.index.IndexedPaper;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds which of some papers, read or stored, are copies of one another. Not thread-safe. */
final class MergeBatch {
  private final Map<PaperId, Set<Entry>> byId = new HashMap<>();
  private final Set<Entry> touched = new LinkedHashSet<>();

  /** A paper, and the stored papers it takes the place of. */
  record Entry(Paper paper, List<IndexedPaper> stored) {}

  MergeBatch(List<IndexedPaper> stored) {
    for (IndexedPaper indexed : stored) {
      put(new Entry(indexed.paper(), List.of(indexed)));
    }
  }

  void add(Paper read) {
    Paper merged = read;
    List<IndexedPaper> stored = new ArrayList<>();
    for (Entry copy : copiesOf(read)) {
      merged = merged.mergedWith(copy.paper());
      stored.addAll(copy.stored());
      remove(copy);
    }
    Entry entry = new Entry(merged, List.copyOf(stored));
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
      for (Entry entry : byId.getOrDefault(id, Set.of())) {
        if (!copies.contains(entry) && known.isSameAs(entry.paper())) {
          copies.add(entry);
          known = known.mergedWith(entry.paper());
        }
      }
    }
    return copies;
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
