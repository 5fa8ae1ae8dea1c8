package io.akin.atlas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes one number of an atlas, by which two are known to be the same. */
final class AtlasDigest {
  private AtlasDigest() {}

  static String of(Atlas atlas) {
    MessageDigest sha256 = sha256();
    try (var out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256))) {
      out.writeInt(atlas.size());
      for (int row = 0; row < atlas.size(); row++) {
        text(out, atlas.papers().get(row).text());
        out.writeFloat(atlas.x(row));
        out.writeFloat(atlas.y(row));
        out.writeInt(atlas.topic(row));
        out.writeFloat(atlas.membership(row));
      }
      for (Topic topic : atlas.topics()) {
        text(out, topic.toString()); // a record's names all of its components
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written that could fail", e);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
