package io.akin.model.hub;

/** What a hub knows a person by. Never shown, and sent to no other server than the hub. */
public final class AccessToken {
  private final String secret;

  /**
   * Takes a token.
   *
   * @throws IllegalArgumentException when it cannot be one; the message does not repeat it
   */
  public AccessToken(String secret) {
    if (!secret.matches("[!-~]{1,1000}")) {
      throw new IllegalArgumentException(
          "the access token must be printable ASCII without spaces; copy it again");
    }
    this.secret = secret;
  }

  /** The value of the header Authorization. */
  String header() {
    return "Bearer " + secret;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
