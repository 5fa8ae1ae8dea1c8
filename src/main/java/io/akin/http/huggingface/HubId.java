package io.akin.http.huggingface;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifiers in the form the service has: 24 hexadecimal digits, made of names, never changing.
 */
final class HubId {
  private static final int BYTES = 12;

  private HubId() {}

  /**
   * The identifier of a thing.
   *
   * @param kind tells apart things of one name
   */
  static String of(String kind, String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((kind + '\n' + name).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
