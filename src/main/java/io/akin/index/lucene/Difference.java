package io.akin.index.lucene;

import io.akin.index.lucene.Snapshot.Entry;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In what the papers of two generations differ.
 *
 * @param lost papers of the one that the other has not
 * @param returning papers of the other that the one has not
 * @param changed papers of both that are not the same
 */
record Difference(int lost, int returning, int changed) {

  static Difference between(Snapshot one, Snapshot other) throws IOException {
    List<Entry> left = one.entries();
    List<Entry> right = other.entries();
    int lost = 0;
    int returning = 0;
    int changed = 0;
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      PaperId id = j == right.size() ? left.get(i).id() : right.get(j).id();
      id = i < left.size() && left.get(i).id().compareTo(id) < 0 ? left.get(i).id() : id;
      int i2 = end(left, i, id);
      int j2 = end(right, j, id);
      List<Paper> papers = papers(one, left.subList(i, i2));
      List<Paper> others = papers(other, right.subList(j, j2));
      Set<Paper> common = new HashSet<>(papers);
      common.retainAll(others);
      lost += Math.max(0, papers.size() - others.size());
      returning += Math.max(0, others.size() - papers.size());
      changed += Math.min(papers.size(), others.size()) - common.size();
      i = i2;
      j = j2;
    }
    return new Difference(lost, returning, changed);
  }

  /** Where the entries of an identifier, of which there may be several, end. */
  private static int end(List<Entry> entries, int start, PaperId id) {
    int end = start;
    while (end < entries.size() && entries.get(end).id().equals(id)) {
      end++;
    }
    return end;
  }

  private static List<Paper> papers(Snapshot snapshot, List<Entry> entries) throws IOException {
    List<Paper> papers = new ArrayList<>();
    for (Entry entry : entries) {
      papers.add(snapshot.paper(entry.doc()));
    }
    return papers;
  }
}
