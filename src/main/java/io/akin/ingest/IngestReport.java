package io.akin.ingest;

/**
 * What a run did.
 *
 * @param read records that were papers
 * @param rejected records that were not
 * @param skippedFiles files found in directories and archives that are of no known format
 * @param papers different papers among those read
 * @param added papers that the index did not have
 * @param updated papers of the index that became richer or newer
 * @param unchanged papers of which the index knew everything
 * @param encoded papers whose text had to be encoded
 * @param withdrawn papers among those read that have been taken back
 * @param leftOut records with facts that could not be understood
 * @param datesUnknown records with a date that lacks its year
 */
public record IngestReport(
    long read,
    long rejected,
    long skippedFiles,
    long papers,
    long added,
    long updated,
    long unchanged,
    long encoded,
    long withdrawn,
    long leftOut,
    long datesUnknown) {

  /** A run that has done nothing. */
  static final IngestReport NOTHING = new IngestReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Records that were another copy of a paper read in the same run. */
  public long merged() {
    return read - papers;
  }
}
