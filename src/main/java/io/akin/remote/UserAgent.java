package io.akin.remote;

import java.util.Objects;

/** Who asks, for the logs of a server. */
public final class UserAgent {
  public static final String HEADER = "User-Agent";
  public static final String NAME =
      "Akin/"
          + Objects.requireNonNullElse(
              UserAgent.class.getPackage().getImplementationVersion(), "development")
          + " (a search engine for papers)";

  private UserAgent() {}
}
