package io.akin.corpus.xml;

import io.akin.corpus.ReadResult;
import java.util.List;
import java.util.Optional;

/**
 * One response of an OAI-PMH server to a request for records.
 *
 * @param isAnswer whether it is a list of records or an error of the protocol at all
 * @param responseDate when the server answered, as it writes it
 * @param error what the server objects to
 * @param records how many records it holds, those of deleted papers counted
 * @param results what became of the records, those of deleted papers left out
 * @param resumptionToken by which the next page is asked for; empty on the last page
 * @see <a href="https://www.openarchives.org/OAI/openarchivesprotocol.html">The protocol</a>
 */
public record OaiPage(
    boolean isAnswer,
    Optional<String> responseDate,
    Optional<Refusal> error,
    int records,
    List<ReadResult> results,
    Optional<String> resumptionToken) {
  public OaiPage {
    results = List.copyOf(results);
  }

  /**
   * What a server objects to.
   *
   * @param code one of the protocol's, such as {@code badResumptionToken} or {@code noRecordsMatch}
   * @param message in words, possibly none
   */
  public record Refusal(String code, String message) {}
}
