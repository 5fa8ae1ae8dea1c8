package io.akin.http.map;

import io.akin.landscape.Landscape;
import io.akin.landscape.Landscapes;
import io.akin.landscape.PaperFacts;
import io.javalin.http.Context;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a map is drawn from, made and compressed once for a landscape and what is known of its
 * papers. Thread-safe.
 */
final class Drawing {
  private final Landscapes landscapes;
  private @Nullable Made made;

  Drawing(Landscapes landscapes) {
    this.landscapes = landscapes;
  }

  /** A body in both forms, and the tag it has with clients. */
  private record Body(String type, ByteSequence plain, ByteSequence gzip, String tag) {}

  /** Bytes that nobody writes. */
  private static final class ByteSequence {
    private final byte[] bytes;

    ByteSequence(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private record Made(PaperFacts facts, Landscape landscape, Body points, Body labels) {}

  void points(Context context) throws IOException {
    send(context, made().map(Made::points));
  }

  void labels(Context context) throws IOException {
    send(context, made().map(Made::labels));
  }

  private Optional<Made> made() throws IOException {
    Optional<Landscape> landscape = landscapes.current();
    if (landscape.isEmpty()) {
      return Optional.empty();
    }
    PaperFacts facts = landscapes.facts(landscape.get());
    synchronized (this) {
      Made known = made;
      if (known == null || known.facts != facts || known.landscape != landscape.get()) {
        known = make(landscape.get(), facts);
        made = known;
      }
      return Optional.of(known);
    }
  }

  private static Made make(Landscape landscape, PaperFacts facts) throws IOException {
    Grid grid = Grid.of(landscape.atlas());
    return new Made(
        facts,
        landscape,
        body("application/octet-stream", Points.encode(landscape, grid, facts)),
        body("application/json", Labels.encode(landscape, grid, facts)));
  }

  private static Body body(String type, byte[] bytes) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      return new Body(
          type, new ByteSequence(bytes), new ByteSequence(Points.gzip(bytes)), "\"" + tag + "\"");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void send(Context context, Optional<Body> found) {
    Body body = found.orElseThrow(PaperMap::noAtlas);
    context
        .header("ETag", "W/" + body.tag)
        .header("Cache-Control", "no-cache")
        .header("Vary", "Accept-Encoding");
    String known = context.header("If-None-Match");
    if (known != null && (known.equals("*") || known.contains(body.tag))) {
      context.status(304);
      return;
    }
    context.contentType(body.type);
    String accepted = context.header("Accept-Encoding");
    if (accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip")) {
      context.header("Content-Encoding", "gzip").result(body.gzip.bytes);
    } else {
      context.result(body.plain.bytes);
    }
  }
}
