package io.akin.http.feed;

import java.io.IOException;

/** How feeds are written. */
interface Format {
  /** What addresses of such feeds end with. */
  String suffix();

  String contentType();

  byte[] write(Feed feed) throws IOException;
}
