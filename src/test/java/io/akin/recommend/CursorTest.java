package io.akin.recommend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.ArxivId;
import io.akin.paper.Doi;
import io.akin.paper.PaperId;
import io.akin.paper.SourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

  private static Cursor of(List<List<PaperId>> groups, List<Integer> clusters) {
    return new Cursor(Cursor.fingerprint("request"), DAY, false, 10, groups, clusters);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    List<List<PaperId>> groups =
        List.of(
            List.of(new ArxivId("2306.00978"), new Doi("10.1000/kites(1);2-#")),
            List.of(new SourceId("acl", "P19-1001")),
            List.of(new ArxivId("hep-th/9901001")));

    for (Cursor cursor :
        List.of(of(groups, List.of(0, 1, 0)), of(groups, List.of()), of(List.of(), List.of()))) {
      assertEquals(Optional.of(cursor), Cursor.decode(cursor.encode()));
    }
  }

  @Test
  void aListOfTwoHundredArxivPapersFitsIntoEightKilobytesOfAnAddress() {
    Random random = new Random(1);
    List<List<PaperId>> groups =
        IntStream.range(0, 200)
            .mapToObj(
                _ ->
                    List.<PaperId>of(
                        new ArxivId(
                            "%02d%02d.%05d"
                                .formatted(
                                    15 + random.nextInt(11),
                                    1 + random.nextInt(12),
                                    random.nextInt(25_000)))))
            .toList();
    List<Integer> clusters = random.ints(200, 0, 20).boxed().toList();

    String cursor = of(groups, clusters).encode();

    assertTrue(cursor.length() <= 8_192, () -> "length " + cursor.length());
    assertEquals("cursor=" + cursor, URI.create("http://h/?cursor=" + cursor).getQuery());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "1 f 2026-06-01 true\n",
        "1 f 2026-06-01 true 3",
        "2 f 2026-06-01 true 0\n arxiv:2306.00978\n",
        "1 f yesterday true 0\n arxiv:2306.00978\n",
        "1 f 2026-06-01 true -1\n arxiv:2306.00978\n",
        "1 f 2026-06-01 true x\n arxiv:2306.00978\n",
        "1 f 2026-06-01 true 0\n0 arxiv:2306.00978\n arxiv:2306.00979\n",
        "1 f 2026-06-01 true 0\nx arxiv:2306.00978\n"
      })
  void aForgedCursorThatIsMalformedIsNone(String text) throws Exception {
    assertEquals(Optional.empty(), Cursor.decode(packed(text.getBytes(UTF_8))));
  }

  @Test
  void aForgedCursorOfMorePapersThanAListHasIsNone() throws Exception {
    String head = "1 f 2026-06-01 true 0\n";

    assertTrue(
        Cursor.decode(packed((head + " toy:a\n".repeat(2_000)).getBytes(UTF_8))).isPresent());
    assertEquals(
        Optional.empty(), Cursor.decode(packed((head + " toy:a\n".repeat(2_001)).getBytes(UTF_8))));
  }

  @Test
  void aBombDoesNotExpand() throws Exception {
    assertEquals(Optional.empty(), Cursor.decode(packed(new byte[100_000_000])));
  }

  private static String packed(byte[] bytes) throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), 4));
    Deflater bare = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (var deflated = new DeflaterOutputStream(packed, bare)) {
      deflated.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      bare.end();
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
  }
}
