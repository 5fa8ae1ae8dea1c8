package io.akin.model.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the content of a file comes to.
 *
 * @param gitBlob SHA-1 of {@code blob}, a space, the size, a zero byte and the content
 */
record ContentDigests(String sha256, String gitBlob) {
  private static final int BUFFER = 1 << 16;

  /** Reads the whole file once, about 0.2 s for 90 MB. */
  static ContentDigests of(Path file) throws IOException {
    MessageDigest sha256 = digest("SHA-256");
    MessageDigest gitBlob = digest("SHA-1");
    gitBlob.update("blob %d\0".formatted(Files.size(file)).getBytes(US_ASCII));
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        gitBlob.update(buffer, 0, read);
      }
    }
    HexFormat hex = HexFormat.of();
    return new ContentDigests(hex.formatHex(sha256.digest()), hex.formatHex(gitBlob.digest()));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has " + algorithm, e);
    }
  }
}
