package io.akin.index.lucene;

import io.akin.index.IndexedPaper;
import io.akin.paper.PaperId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.BytesRef;

/**
 * What a writer has written since it last opened a reader. A new reader would tell, too, but makes
 * Lucene write a small segment and link its graph each time, which the merges then do again. Not
 * thread-safe.
 */
final class Pending {
  private final Map<BytesRef, IndexedPaper> papers = new HashMap<>();
  private final Map<PaperId, Set<BytesRef>> byId = new HashMap<>();

  /** Keys of all papers that were written over or removed; the reader's copies are gone. */
  private final Set<BytesRef> gone = new HashSet<>();

  int size() {
    return papers.size() + gone.size();
  }

  void replace(Collection<BytesRef> keys, IndexedPaper paper) {
    remove(keys);
    BytesRef key = PaperDocument.key(paper.paper());
    papers.put(key, paper);
    for (PaperId id : paper.paper().ids()) {
      byId.computeIfAbsent(id, _ -> new HashSet<>()).add(key);
    }
  }

  void remove(Collection<BytesRef> keys) {
    for (BytesRef key : keys) {
      gone.add(key);
      IndexedPaper paper = papers.remove(key);
      if (paper != null) {
        paper.paper().ids().forEach(id -> byId.getOrDefault(id, Set.of()).remove(key));
      }
    }
  }

  /**
   * The papers that have any of the identifiers, each once, by identifier.
   *
   * @param before those of them that the reader knows
   */
  List<IndexedPaper> find(Collection<PaperId> ids, List<IndexedPaper> before) {
    Set<BytesRef> keys = new LinkedHashSet<>();
    ids.forEach(id -> keys.addAll(byId.getOrDefault(id, Set.of())));
    List<IndexedPaper> found = new ArrayList<>();
    before.stream()
        .filter(indexed -> !gone.contains(PaperDocument.key(indexed.paper())))
        .forEach(found::add);
    for (BytesRef key : keys) {
      IndexedPaper paper = papers.get(key);
      if (paper != null) {
        found.add(paper);
      }
    }
    found.sort(Comparator.comparing(indexed -> indexed.paper().id()));
    return found;
  }
}
