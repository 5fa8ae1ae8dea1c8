package io.akin.http.semanticscholar;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.index.IndexedPaper;
import io.akin.index.PaperIndex;
import io.akin.paper.ArxivId;
import io.akin.paper.LocalId;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.SourceId;
import io.akin.paper.Text;
import io.akin.recommend.PaperFinder;
import io.akin.recommend.Seed;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Papers by the identifiers that Semantic Scholar's clients use. Thread-safe.
 *
 * <p>Every paper has a {@code paperId} of 40 hexadecimal digits: its own, where it came from
 * Semantic Scholar. Else the digits spell the first of its identifiers in Akin that has at most 20
 * bytes or, where none has, the hash of its title, which papers of one title share. It also has a
 * {@code corpusId}: its own, else one made of its arXiv number, else of the hash, which alone does
 * not lead back to the paper.
 */
final class Identifiers {
  /** The scheme of identifiers that Semantic Scholar gave. */
  static final String S2 = "s2";

  static final String CORPUS_ID = "corpusid";

  private static final int BYTES = 20;
  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern PAPER_ID = Pattern.compile("[0-9a-f]{40}");

  /** Begins with a byte that no text in UTF-8 has. */
  private static final String TITLE_MARK = "ff" + HEX.formatHex("akin:title:".getBytes(UTF_8));

  private static final Pattern CORPUS_NUMBER = Pattern.compile("(?i)corpusid:(\\d{1,15})");
  private static final Pattern ARXIV_NUMBER = Pattern.compile("(\\d{4})\\.(\\d{4,5})");

  /** Above the numbers that Semantic Scholar gives, and within 32 bits. */
  private static final long FIRST_OF_ARXIV = 1_000_000_000;

  /** Above those, and within what every reader of JSON keeps exactly. */
  private static final long FIRST_OF_TITLES = 1L << 52;

  /** An address of a paper, and what stands before the part of it that names the paper. */
  private record Address(Pattern form, String prefix) {
    Address(String form, String prefix) {
      this(Pattern.compile("(?i)https?://(?:[a-z0-9-]+\\.)*" + form), prefix);
    }
  }

  private static final List<Address> ADDRESSES =
      List.of(
          new Address("semanticscholar\\.org/.*?([0-9a-f]{40})(?:[/?#].*)?", ""),
          new Address("semanticscholar\\.org/.*?(corpusid:\\d+)(?:[/?#].*)?", ""),
          new Address(
              "(?:aclweb\\.org/anthology|aclanthology\\.org)/(?:papers/[^?#]*/)?"
                  + "([a-z0-9.-]+?)(?:\\.pdf)?/?(?:[?#].*)?",
              "acl:"),
          new Address("biorxiv\\.org/content/(10\\.\\d{4,9}/[^?#]+?)(?:v\\d+.*)?", "doi:"),
          new Address("acm\\.org/doi/(?:[a-z]+/)?(10\\.\\d{4,9}/[^?#]+)(?:[?#].*)?", "doi:"));

  private final PaperIndex index;
  private final PaperFinder finder;

  Identifiers(PaperIndex index, PaperFinder finder) {
    this.index = index;
    this.finder = finder;
  }

  /** The paper's 40 digits. */
  static String paperId(Paper paper) {
    return own(paper, S2)
        .filter(id -> PAPER_ID.matcher(id).matches())
        .or(() -> paper.ids().stream().map(PaperId::text).flatMap(Identifiers::spelt).findFirst())
        .orElseGet(() -> TITLE_MARK + LocalId.ofTitle(paper.title()).value());
  }

  /** The digits that spell a text, if it is short enough; a hash of a title is not. */
  private static Stream<String> spelt(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return bytes.length <= BYTES
        ? Stream.of(HEX.formatHex(bytes) + "00".repeat(BYTES - bytes.length))
        : Stream.empty();
  }

  /** The paper's number. */
  static long corpusId(Paper paper) {
    return own(paper, CORPUS_ID)
        .filter(number -> number.matches("\\d{1,15}"))
        .map(Long::valueOf)
        .or(() -> ofArxivNumber(paper.id()))
        .orElseGet(
            () -> {
              String hash = LocalId.ofTitle(paper.title()).value();
              return FIRST_OF_TITLES | Long.parseUnsignedLong(hash, 16) >>> 12;
            });
  }

  /** The identifier that the source of a scheme gave the paper, if it did. */
  static Optional<String> own(Paper paper, String scheme) {
    return paper.ids().stream()
        .filter(id -> id.scheme().equals(scheme))
        .map(PaperId::value)
        .findFirst();
  }

  private static Optional<Long> ofArxivNumber(PaperId id) {
    Matcher number = ARXIV_NUMBER.matcher(id.value());
    return id instanceof ArxivId && number.matches()
        ? Optional.of(
            FIRST_OF_ARXIV
                + Long.parseLong(number.group(1)) * 100_000
                + Long.parseLong(number.group(2)))
        : Optional.empty();
  }

  /** The paper that a client names, in any of the forms it may. */
  Optional<IndexedPaper> find(String reference) throws IOException {
    if (reference.isBlank() || reference.length() > Seed.OfPaper.MAX_REFERENCE) {
      return Optional.empty();
    }
    String name = reference.strip();
    if (name.regionMatches(true, 0, "URL:", 0, 4)) {
      name = ofAddress(name.substring(4).strip());
    }
    String digits = name.toLowerCase(Locale.ROOT);
    if (PAPER_ID.matcher(digits).matches()) {
      return findByDigits(digits);
    }
    Optional<IndexedPaper> found = finder.find(name);
    return found.isPresent() ? found : findByNumber(name);
  }

  /** What an address says of the paper, or the address itself, which Akin may understand. */
  private static String ofAddress(String text) {
    // On the way here the second slash may have been taken for an empty segment.
    String address = text.replaceFirst("^(?i)(https?):/(?=[^/])", "$1://");
    for (Address known : ADDRESSES) {
      Matcher matcher = known.form().matcher(address);
      if (matcher.matches()) {
        return known.prefix() + matcher.group(1);
      }
    }
    return address;
  }

  private Optional<IndexedPaper> findByDigits(String digits) throws IOException {
    Optional<IndexedPaper> own = index.find(new SourceId(S2, digits));
    if (own.isPresent()) {
      return own;
    }
    if (digits.startsWith(TITLE_MARK)) {
      return index.find(new LocalId(digits.substring(TITLE_MARK.length())));
    }
    String spelt = new String(HEX.parseHex(digits.replaceFirst("(?:00)+$", "")), UTF_8);
    Optional<PaperId> id = PaperId.parse(spelt).filter(parsed -> parsed.text().equals(spelt));
    return id.isPresent() ? index.find(id.get()) : Optional.empty();
  }

  private Optional<IndexedPaper> findByNumber(String name) throws IOException {
    Matcher number = CORPUS_NUMBER.matcher(name);
    long value = number.matches() ? Long.parseLong(number.group(1)) - FIRST_OF_ARXIV : -1;
    if (value < 0 || value >= 10_000L * 100_000) {
      return Optional.empty();
    }
    for (String digits : List.of("%04d", "%05d")) { // four until 2014
      Optional<PaperId> id =
          PaperId.parse(("arxiv:%04d." + digits).formatted(value / 100_000, value % 100_000));
      Optional<IndexedPaper> found = id.isPresent() ? index.find(id.get()) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The text of a message that no such paper is known. */
  static String unknown(String reference) {
    return "Paper with id %s not found".formatted(Text.shortened(reference));
  }
}
