package io.akin.http.map;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.akin.atlas.Atlas;
import io.akin.landscape.Landscape;
import io.akin.landscape.PaperFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.YearMonth;
import java.util.zip.GZIPOutputStream;

/**
 * All papers of a map in a few bytes each, little-endian: the mark {@value #MARK}, the version of
 * the form (uint32), how many papers n (uint32), 4 bytes that are zero, and then columns: across
 * and up (uint16[n] each, see {@link Grid}), the topic or {@value #NONE} (uint16[n]), the month
 * counted from January of the year 1000, which is 1, or 0 (uint16[n]), and the category counted
 * from 1, or 0, or {@value #GONE} for a paper that is no longer in the index (uint8[n]).
 */
final class Points {
  static final String MARK = "AKMP";
  static final int NONE = 65_535;
  static final int GONE = 255;
  private static final int FORM = 1;
  private static final int HEADER = 16;
  private static final int ROW = 4 * Short.BYTES + 1;
  private static final int FIRST_YEAR = 1000;
  private static final int LAST_MONTH = 65_535;

  private Points() {}

  static byte[] encode(Landscape landscape, Grid grid, PaperFacts facts) {
    Atlas atlas = landscape.atlas();
    int n = atlas.size();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + ROW * n).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MARK.getBytes(US_ASCII)).putInt(FORM).putInt(n).putInt(0);
    for (int row = 0; row < n; row++) {
      bytes.putShort((short) grid.x(atlas.x(row)));
    }
    for (int row = 0; row < n; row++) {
      bytes.putShort((short) grid.y(atlas.y(row)));
    }
    for (int row = 0; row < n; row++) {
      int topic = atlas.topic(row);
      bytes.putShort((short) (topic == Atlas.NOISE || topic >= NONE ? NONE : topic));
    }
    for (int row = 0; row < n; row++) {
      bytes.putShort((short) facts.month(row).map(Points::number).orElse(0).intValue());
    }
    for (int row = 0; row < n; row++) {
      bytes.put((byte) (facts.isPresent(row) ? facts.category(row).orElse(Atlas.NOISE) + 1 : GONE));
    }
    return bytes.array();
  }

  /** The number of a month; 0 for those too far ahead to be right. */
  static int number(YearMonth month) {
    int number = (month.getYear() - FIRST_YEAR) * 12 + month.getMonthValue();
    return number <= LAST_MONTH ? number : 0;
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
