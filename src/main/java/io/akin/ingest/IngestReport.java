package io.akin.ingest;

/**
 * What a run did.
 *
 * @param read records that were papers
 * @param rejected records that were not
 * @param papers different papers among those read
 * @param added papers that the index did not have
 * @param updated papers of the index that became richer
 * @param unchanged papers of which the index knew everything
 * @param encoded papers whose text had to be encoded
 * @param datesUnknown records with a date that lacks its year
 */
public record IngestReport(
    long read,
    long rejected,
    long papers,
    long added,
    long updated,
    long unchanged,
    long encoded,
    long datesUnknown) {

  /** Records that were another copy of a paper read in the same run. */
  public long merged() {
    return read - papers;
  }
}
