package io.akin.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Writes invented records in the form of the arXiv metadata snapshot, as many as are asked for: the
 * same seed gives the same file. In length, line breaks, LaTeX, versions and withdrawals they are
 * like real ones; in meaning they are not.
 */
public final class SnapshotGenerator {
  private static final List<String> BEGINNINGS =
      List.of(
          "adap", "bound", "cor", "dist", "entro", "fact", "grad", "hier", "infer", "kern", "lat",
          "mod", "norm", "opt", "prob", "quant", "reg", "samp", "tens", "vari", "atten", "clus",
          "diff", "embed", "gener", "learn", "prun", "rank", "sem", "trans");
  private static final List<String> MIDDLES =
      List.of("", "a", "i", "er", "iv", "al", "ist", "ol", "um", "en", "or", "ic");
  private static final List<String> ENDS =
      List.of("", "s", "tion", "ing", "ed", "al", "ity", "ment", "er", "ly", "ive", "ized");
  private static final List<String> SMALL =
      List.of(
          "the", "of", "and", "to", "in", "a", "we", "for", "is", "that", "with", "on", "by", "our",
          "this", "are", "as", "from", "can", "which", "an", "model", "data", "method", "results");
  private static final List<String> FORMULAS =
      List.of(
          "$\\mathcal{O}(n^2)$",
          "$\\epsilon$-optimal",
          "$O(\\sqrt{T \\log K})$",
          "$\\ell_2$",
          "$\\frac{1}{2}$",
          "$10^{-3}$",
          "$n \\to \\infty$",
          "$\\mathbb{R}^d$",
          "12.5\\%",
          "\\emph{kinship}",
          "\\textbf{bold}",
          "Schr\\\"odinger",
          "Poincar\\'e",
          "$\\alpha \\leq \\beta$");
  private static final List<String> CATEGORIES =
      List.of(
          "cs.CL", "cs.LG", "stat.ML", "math.PR", "hep-th", "astro-ph.CO", "cond-mat.stat-mech");
  private static final List<String> FAMILIES =
      List.of(
          "Kinley", "Løvås", "Example", "Oakroot", "Yamada", "Čeněk", "Birch", "Alder", "Rowan");
  private static final List<String> GIVEN =
      List.of("Ada", "Bo", "Chi", "Dana", "Emil", "Fatima", "Gus", "Hana", "J. R.");
  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  private final RandomGenerator random;
  private final int shortest;
  private final int longest;

  SnapshotGenerator(long seed, int shortest, int longest) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.shortest = shortest;
    this.longest = longest;
  }

  /** Arguments: number of records, seed, file; and for other than real lengths, of abstracts. */
  public static void main(String[] args) throws IOException {
    int shortest = args.length > 3 ? Integer.parseInt(args[3]) : 900;
    int longest = args.length > 4 ? Integer.parseInt(args[4]) : 1_400;
    SnapshotGenerator generator = new SnapshotGenerator(Long.parseLong(args[1]), shortest, longest);
    long count = Long.parseLong(args[0]);
    Path draft = Path.of(args[2] + ".tmp");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16)) {
      generator.write(count, out);
    }
    Files.move(draft, Path.of(args[2]));
  }

  private void write(long count, OutputStream out) throws IOException {
    JsonGenerator json =
        new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setRootValueSeparator(null);
    for (long i = 0; i < count; i++) {
      write(i, json);
      json.flush();
      out.write("\n".getBytes(UTF_8));
    }
    json.close();
  }

  /** Numbers go up by month, 9,000 a month from April 2007 on; none is given twice. */
  private void write(long i, JsonGenerator json) throws IOException {
    LocalDate month = LocalDate.of(2007, 4, 1).plusMonths(i / 9_000);
    String number = month.getYear() < 2015 ? "%04d" : "%05d";
    String id =
        String.format(
            Locale.ROOT,
            "%02d%02d." + number,
            month.getYear() % 100,
            month.getMonthValue(),
            i % 9_000 + 1);
    LocalDate first = month.plusDays(random.nextInt(28));
    int versions = random.nextInt(100) < 97 ? 1 : random.nextInt(2, 6);
    boolean withdrawn = random.nextInt(100) == 0;
    int authors = random.nextInt(1, 8);
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("submitter", one(GIVEN) + " " + one(FAMILIES));
    StringBuilder names = new StringBuilder();
    String[][] parsed = new String[authors][];
    for (int a = 0; a < authors; a++) {
      parsed[a] = new String[] {one(FAMILIES) + "-" + word(), one(GIVEN)};
      names.append(a == 0 ? "" : ", ").append(parsed[a][1]).append(' ').append(parsed[a][0]);
    }
    json.writeStringField("authors", names.toString());
    json.writeStringField("title", text(60, false) + " " + i);
    json.writeStringField(
        "comments",
        withdrawn
            ? "This paper has been withdrawn by the authors"
            : random.nextInt(4, 40) + " pages, 5 figures");
    optional(json, "journal-ref", random.nextInt(3) == 0, "J. Invented Results " + (i % 90));
    optional(json, "doi", random.nextInt(3) == 0, "10.1000/invented." + i);
    json.writeNullField("report-no");
    String category = one(CATEGORIES);
    String second = one(CATEGORIES);
    json.writeStringField(
        "categories", category.equals(second) ? category : category + " " + second);
    json.writeStringField("license", "http://arxiv.org/licenses/nonexclusive-distrib/1.0/");
    json.writeStringField(
        "abstract",
        "  " + text(random.nextInt(shortest, longest), random.nextInt(100) < 15) + "\n");
    json.writeArrayFieldStart("versions");
    LocalDate last = first;
    for (int v = 1; v <= versions; v++) {
      json.writeStartObject();
      json.writeStringField("version", "v" + v);
      ZonedDateTime created =
          last.atTime(LocalTime.ofSecondOfDay(random.nextInt(86_400))).atZone(ZoneOffset.UTC);
      json.writeStringField("created", CREATED.format(created));
      json.writeEndObject();
      last = last.plusDays(random.nextInt(1, 200));
    }
    json.writeEndArray();
    json.writeStringField("update_date", last.toString());
    json.writeArrayFieldStart("authors_parsed");
    for (String[] name : parsed) {
      json.writeStartArray();
      json.writeString(name[0]);
      json.writeString(name[1]);
      json.writeString("");
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String key, boolean present, String value)
      throws IOException {
    if (present) {
      json.writeStringField(key, value);
    } else {
      json.writeNullField(key);
    }
  }

  /** Words on lines of about 75 characters, as the snapshot breaks them. */
  String text(int length, boolean formulas) {
    StringBuilder text = new StringBuilder(length + 20);
    int line = 0;
    while (text.length() < length) {
      String word =
          formulas && random.nextInt(20) == 0
              ? one(FORMULAS)
              : random.nextInt(5) < 2 ? one(SMALL) : word();
      if (!text.isEmpty()) {
        line += word.length() + 1;
        text.append(line > 75 ? "\n" : random.nextInt(15) == 0 ? ". " : " ");
        line = line > 75 ? 0 : line;
      }
      text.append(word);
    }
    return text.toString();
  }

  private String word() {
    return one(BEGINNINGS) + one(MIDDLES) + one(ENDS);
  }

  private String one(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
