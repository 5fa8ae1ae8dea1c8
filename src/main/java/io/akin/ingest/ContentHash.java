package io.akin.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.embedding.EmbeddingSpace;
import io.akin.index.IndexManifest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether a stored vector is still the one its text would get. */
public final class ContentHash {
  private ContentHash() {}

  /** The first 128 bits of a SHA-256 over the space, the recipe and the text, in hexadecimal. */
  public static String of(IndexManifest manifest, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      EmbeddingSpace space = manifest.space();
      List<String> parts =
          List.of(
              space.model(),
              space.weightsSha256(),
              space.tokenizerSha256(),
              space.pooling().name(),
              Integer.toString(space.dimension()),
              Integer.toString(space.maxTokens()),
              manifest.recipe() + space.documentPrompt());
      for (String part : parts) {
        digest.update(part.getBytes(UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
