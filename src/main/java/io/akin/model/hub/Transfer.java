package io.akin.model.hub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/** One thing to fetch, however many requests it takes: where its bytes go, and whether all came. */
interface Transfer {
  /** Names what is fetched, for messages. */
  String subject();

  /** Whether another server than the one asked may give it. */
  boolean mayComeFromElsewhere();

  /** Begins a request; returns the number of bytes that are here already and not wanted again. */
  long begin() throws IOException;

  /** Takes an answer that is neither a redirect nor an error. */
  HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo answer);

  /** Statuses of answers that may be what is wanted. */
  boolean accepts(int status);

  /** What is wrong with an answer that was taken; empty if nothing is. */
  Optional<String> fault(HttpResponse<byte[]> answer) throws IOException;

  /** How many bytes are here; may be called while they come. */
  long received();

  /** Ends a request: whatever may still come of it is not taken. */
  void end() throws IOException;
}
