package io.akin.index;

import java.util.List;

/**
 * What a check of an index found.
 *
 * @param papers in the index, 0 when it is too damaged to count them
 * @param segments parts the engine keeps the papers in
 * @param files files of the last commit
 * @param bytes their size
 * @param faultCount faults found, 0 when the index is sound
 * @param faults the first of them
 */
public record CheckReport(
    int papers, int segments, int files, long bytes, long faultCount, List<Fault> faults) {

  public CheckReport {
    faults = List.copyOf(faults);
  }

  /**
   * Something that is not as it must be.
   *
   * @param where a file, a part of the index, or a paper's identifier
   */
  public record Fault(String where, String what) {
    @Override
    public String toString() {
      return where + ": " + what;
    }
  }

  public boolean sound() {
    return faultCount == 0;
  }
}
