package io.akin.recommend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.paper.PaperId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A list of papers as it was when its first page was asked for, and how much of it has been shown.
 * It is all in the cursor, compressed: the server remembers nothing, so that a cursor outlives it,
 * does not grow old, and cannot be used to fill its memory.
 *
 * @param request what the list answers, as {@link #fingerprint} has it
 * @param today the day from which ages are counted on all pages
 * @param exact whether every paper was compared for the list
 * @param shown groups that the pages before have dealt with
 * @param groups identifiers of the papers, of each group the one shown first
 * @param clusters the number of each group's cluster, empty where none were asked for
 */
record Cursor(
    String request,
    LocalDate today,
    boolean exact,
    int shown,
    List<List<PaperId>> groups,
    List<Integer> clusters) {
  private static final String VERSION = "1";

  /** The longest text of a cursor, before it is compressed. */
  private static final int MAX_TEXT = 2_000_000;

  /** More papers than a list can have with its duplicates: looking up each takes time. */
  private static final int MAX_IDS = 2 * Request.MAX_LIMIT;

  private static final int CHECK_BYTES = 4;

  /** Names what a request asks for, whatever its page, among others of the same index. */
  static String fingerprint(String what) {
    return HexFormat.of().formatHex(sha256(what.getBytes(UTF_8)), 0, 8);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  Cursor after(int more) {
    return new Cursor(request, today, exact, more, groups, clusters);
  }

  /** The cursor as text that can stand in an address. */
  String encode() {
    StringBuilder text = new StringBuilder();
    text.append(String.join(" ", VERSION, request, today.toString()));
    text.append(' ').append(exact).append(' ').append(shown).append('\n');
    for (int i = 0; i < groups.size(); i++) {
      text.append(clusters.isEmpty() ? "" : clusters.get(i));
      groups.get(i).forEach(id -> text.append(' ').append(id.text()));
      text.append('\n');
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(Arrays.copyOf(sha256(bytes), CHECK_BYTES));
    Deflater strong = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (OutputStream deflated = new DeflaterOutputStream(packed, strong)) {
      deflated.write(bytes);
    } catch (IOException e) {
      throw new AssertionError("memory can always be written", e);
    } finally {
      strong.end();
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
  }

  /** Reads a cursor; empty for a text that is none, or that has lost a part. */
  static Optional<Cursor> decode(String cursor) {
    try {
      byte[] packed = Base64.getUrlDecoder().decode(cursor);
      if (packed.length < CHECK_BYTES) {
        return Optional.empty();
      }
      byte[] bytes = inflate(packed);
      if (bytes.length > MAX_TEXT
          || !Arrays.equals(
              Arrays.copyOf(sha256(bytes), CHECK_BYTES), Arrays.copyOf(packed, CHECK_BYTES))) {
        return Optional.empty();
      }
      return parse(new String(bytes, UTF_8).split("\n", -1));
    } catch (IllegalArgumentException | IOException | DateTimeException e) {
      return Optional.empty(); // it was not written here
    }
  }

  private static byte[] inflate(byte[] packed) throws IOException {
    var deflated = new ByteArrayInputStream(packed, CHECK_BYTES, packed.length - CHECK_BYTES);
    Inflater bare = new Inflater(true);
    try (InputStream inflated = new InflaterInputStream(deflated, bare)) {
      return inflated.readNBytes(MAX_TEXT + 1);
    } finally {
      bare.end();
    }
  }

  private static Optional<Cursor> parse(String[] lines) {
    String[] head = lines[0].split(" ", -1);
    if (lines.length < 2 || head.length != 5 || !head[0].equals(VERSION)) {
      return Optional.empty();
    }
    List<List<PaperId>> groups = new ArrayList<>();
    List<Integer> clusters = new ArrayList<>();
    int ids = 0;
    for (String line : Arrays.asList(lines).subList(1, lines.length - 1)) {
      String[] words = line.split(" ", -1);
      if (!words[0].isEmpty()) {
        clusters.add(Integer.parseInt(words[0]));
      }
      groups.add(
          Arrays.stream(words).skip(1).flatMap(word -> PaperId.parse(word).stream()).toList());
      ids += groups.getLast().size();
    }
    int shown = Integer.parseInt(head[4]);
    if (shown < 0 || ids > MAX_IDS || (!clusters.isEmpty() && clusters.size() != groups.size())) {
      return Optional.empty();
    }
    return Optional.of(
        new Cursor(
            head[1],
            LocalDate.parse(head[2]),
            Boolean.parseBoolean(head[3]),
            shown,
            List.copyOf(groups),
            List.copyOf(clusters)));
  }
}
