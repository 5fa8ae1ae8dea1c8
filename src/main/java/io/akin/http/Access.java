package io.akin.http;

/** What a request does, and so who may make it. */
public enum Access {
  /** Changes nothing. Open to all, unless the server asks for a key for everything. */
  READ,

  /** Changes the index. Needs a key that may write. */
  WRITE
}
