package io.akin.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Writes invented records in the form of arXiv's metadata snapshot, JSON Lines: no title twice,
 * abstracts of 900 to 1,400 characters, broken into lines, 15 % of them with LaTeX; 3 % of the
 * papers have several versions, 1 % are withdrawn. The same count and seed give the same bytes.
 */
final class SnapshotGenerator {
  private static final int PER_MONTH = 10_000;
  private static final int LINE = 76;

  private static final List<String> BEGINNINGS =
      List.of(
          "auto", "multi", "hyper", "sub", "co", "meta", "cross", "inter", "semi", "pre", "re",
          "un", "bi", "de", "counter", "self");
  private static final List<String> STEMS =
      List.of(
          "regress",
          "cluster",
          "encod",
          "embed",
          "learn",
          "align",
          "quant",
          "spars",
          "graph",
          "trans",
          "form",
          "distill",
          "segment",
          "label",
          "sampl",
          "rank",
          "retriev",
          "attend",
          "diffus",
          "calibrat",
          "generat",
          "optim",
          "struct",
          "spectr");
  private static final List<String> ENDINGS =
      List.of("ion", "ing", "ed", "er", "ive", "able", "al", "ment", "ity", "ized");

  /** Words of abstracts; the first are the most common ones. */
  private static final List<String> COMMON =
      List.of(
          """
          the of a and to in for we with that on is
          by this are as from our which can an be show model
          models data method results large language propose approach training performance tasks learning
          based than using new between both however these it over without methods
          such more neural network accuracy first have has not or at their
          they but also where when while only each one two three all
          different other some many most better high low small fast simple general
          known given used find study present introduce demonstrate improve achieve outperform require
          reduce increase provide compare evaluate consider derive prove estimate predict generate classify
          image images text speech video graph graphs user users system systems task
          problem problems feature features layer layers token tokens attention transformer transformers representation
          representations distribution distributions sample samples noise signal field theory energy phase state
          states quantum matter galaxy stellar mass equation equations solution solutions bound bounds
          algorithm algorithms complexity space time error rate loss function functions parameter parameters
          robust efficient novel recent existing state-of-the-art benchmark benchmarks dataset datasets experiment experiments
          analysis framework domain domains knowledge reasoning inference evaluation quality human code question
          answer search retrieval recommendation similarity
          """
              .split("\\s+"));

  private static final List<String> LATEX =
      List.of(
          "$\\mathcal{O}(n^2)$",
          "\\emph{a priori}",
          "G\\\"odel",
          "95\\%",
          "$x_{i} \\in \\mathbb{R}^d$",
          "Poincar\\'e",
          "$\\alpha$-divergence",
          "``soft''",
          "\\textbf{code}",
          "$p<0.05$",
          "\\cite{kin2020}",
          "$10^{-3}$",
          "Erd\\H{o}s--R\\'enyi",
          "\\url{https://example.org/kin}");
  private static final List<String> SURNAMES =
      List.of(
          "Ash", "Birch", "Cedar", "Dorn", "Elm", "Fir", "Gum", "Hazel", "Ivy", "Juniper", "Kapok");
  private static final List<String> CATEGORIES =
      List.of(
          "cs.LG", "cs.CL stat.ML", "math.CO", "hep-th", "cs.CV cs.LG", "quant-ph", "astro-ph.GA");
  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private final RandomGenerator random;
  private final List<String> words;

  private SnapshotGenerator(long seed) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Set<String> distinct = new LinkedHashSet<>();
    for (String stem : STEMS) {
      for (String ending : ENDINGS) {
        distinct.add(stem + ending);
        BEGINNINGS.forEach(beginning -> distinct.add(beginning + stem + ending));
      }
    }
    this.words = List.copyOf(distinct);
  }

  /** Takes how many records, the seed and the file, {@code -} for standard output. */
  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[0]);
    long seed = Long.parseLong(args[1]);
    if (args[2].equals("-")) {
      write(count, seed, System.out);
    } else {
      try (OutputStream out = Files.newOutputStream(Path.of(args[2]))) {
        write(count, seed, out);
      }
    }
  }

  /** Writes records, and leaves the stream open. */
  static void write(int count, long seed, OutputStream out) throws IOException {
    SnapshotGenerator generator = new SnapshotGenerator(seed);
    JsonGenerator json =
        new JsonFactory()
            .createGenerator(new BufferedOutputStream(out, 1 << 16))
            .setPrettyPrinter(new MinimalPrettyPrinter("\n"))
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    for (int i = 0; i < count; i++) {
      generator.record(i, json);
    }
    json.writeRaw('\n');
    json.flush();
  }

  private void record(int index, JsonGenerator json) throws IOException {
    LocalDate month = LocalDate.of(2007, 4, 1).plusMonths(index / PER_MONTH);
    LocalDate day = month.plusDays(random.nextInt(28));
    boolean withdrawn = chance(0.01);
    int versions = withdrawn || chance(0.03) ? random.nextInt(2, 5) : 1;
    json.writeStartObject();
    json.writeStringField(
        "id",
        String.format(
            Locale.ROOT,
            "%02d%02d.%05d",
            month.getYear() % 100,
            month.getMonthValue(),
            index % PER_MONTH + 1));
    List<String> authors = authors();
    json.writeStringField("submitter", authors.getFirst());
    json.writeStringField("authors", String.join(", ", authors));
    json.writeStringField("title", title(index));
    json.writeStringField(
        "comments", withdrawn ? "This paper has been withdrawn" : random.nextInt(4, 40) + " pages");
    optional(json, "journal-ref", 0.3, "J. Kin. %d (2010) %d");
    optional(json, "doi", 0.4, "10.1234/kin.%d.%d");
    optional(json, "report-no", 0.1, "KIN-%d-%d");
    json.writeStringField("categories", any(CATEGORIES));
    json.writeStringField("license", "http://arxiv.org/licenses/nonexclusive-distrib/1.0/");
    json.writeStringField(
        "abstract",
        withdrawn ? "  This paper has been withdrawn by the authors.\n" : abstractText());
    json.writeArrayFieldStart("versions");
    for (int version = 1; version <= versions; version++) {
      json.writeStartObject();
      json.writeStringField("version", "v" + version);
      var created = day.plusDays(30L * (version - 1)).atTime(12, 0).atOffset(ZoneOffset.UTC);
      json.writeStringField("created", CREATED.format(created));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("update_date", day.plusDays(30L * (versions - 1)).toString());
    json.writeArrayFieldStart("authors_parsed");
    for (String author : authors) {
      int space = author.lastIndexOf(' ');
      json.writeStartArray();
      json.writeString(author.substring(space + 1));
      json.writeString(author.substring(0, space));
      json.writeString("");
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private List<String> authors() {
    List<String> authors = new ArrayList<>();
    for (int count = random.nextInt(1, 7); count > 0; count--) {
      char initial = (char) ('A' + random.nextInt(26));
      authors.add(initial + ". " + any(SURNAMES) + (chance(0.5) ? any(SURNAMES) : ""));
    }
    return authors;
  }

  /** The first two words spell the index, so that no two titles are the same. */
  private String title(int index) {
    String first = words.get(index % words.size());
    StringBuilder title = new StringBuilder();
    title.append(Character.toUpperCase(first.charAt(0))).append(first, 1, first.length());
    title.append(' ').append(words.get(index / words.size() % words.size()));
    for (int more = random.nextInt(3, 9); more > 0; more--) {
      title.append(more == 4 && chance(0.5) ? "\n  " : " ").append(word());
    }
    return title.toString();
  }

  private String abstractText() {
    int length = random.nextInt(900, 1_370);
    boolean latex = chance(0.15);
    StringBuilder text = new StringBuilder("  ");
    int line = 0;
    int sentence = 0;
    while (text.length() < length) {
      String word = latex && chance(0.04) ? any(LATEX) : word();
      if (text.length() - line + word.length() > LINE) {
        text.setCharAt(text.length() - 1, '\n');
        line = text.length();
      }
      text.append(word);
      if (sentence++ > 12 && chance(0.15)) {
        text.append('.');
        sentence = 0;
      }
      text.append(' ');
    }
    text.setLength(text.length() - 1);
    return text.append(".\n").toString();
  }

  private void optional(JsonGenerator json, String name, double share, String form)
      throws IOException {
    if (chance(share)) {
      String value =
          String.format(Locale.ROOT, form, random.nextInt(1, 100), random.nextInt(1_000_000));
      json.writeStringField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  private String word() {
    double which = random.nextDouble();
    int common = which < 0.4 ? 30 : COMMON.size();
    return which < 0.9 ? COMMON.get(random.nextInt(common)) : any(words);
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }
}
