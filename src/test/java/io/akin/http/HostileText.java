package io.akin.http;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that programs stumble over. The same generator makes the same texts. Not thread-safe. */
final class HostileText {
  private static final List<String> IDS =
      List.of(
          "2306.00978",
          "hep-th/9901001",
          "arxiv:2306.00978v2",
          "10.1145/3292500.3330701",
          "10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9",
          "acl:2022.x-1",
          "Kites for everyone",
          "CorpusId:1230600978",
          "61727869763a323330362e303039373800000000",
          "ff616b696e3a7469746c653a0123456789abcdef",
          "URL:https://arxiv.org/abs/2306.00978",
          "URL:https://www.semanticscholar.org/paper/x/0123456789012345678901234567890123456789",
          "https://doi.org/10.1145/3292500.3330701");

  private static final List<String> PARTS =
      List.of(
          "a ",
          "(",
          "[",
          "{",
          "}",
          "<",
          "&",
          "&amp;",
          "&#x110000;",
          "&#xD800;",
          "$",
          "$$",
          "\\",
          "\\frac{",
          "\\'{",
          "\\x",
          "^{",
          "_{",
          "%",
          "\"",
          "'",
          "`",
          ",",
          ";",
          ":",
          ".",
          "..",
          "/",
          "//",
          "-",
          "--",
          "e.g. ",
          "A. B. ",
          "1.",
          "1",
          "0",
          "\u0661",
          "a.",
          "a-",
          "http://a.",
          "10.1000/",
          "arxiv:",
          "doi:",
          "URL:",
          "\u0301",
          "\u200b",
          "\u202e",
          "\u2028",
          "\ufeff",
          "\ufffd",
          "\uffff",
          "\u0000",
          "\u0007",
          "\u007f",
          "\n",
          "\r\n",
          "\t",
          " ",
          "\u00a0",
          "\ud83e\ude81",
          "\ud800",
          "\udc00",
          "\u0e33",
          "\u0130",
          "\u1e9e",
          "\u05d0",
          "\u98a8",
          "<b>",
          "<script>",
          "<!--",
          "]]>",
          "*",
          "?",
          "+",
          "~2",
          "AND ",
          "OR ",
          "null",
          "NaN");

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1",
          "3",
          "1.5",
          "1e9",
          "1e999999",
          "0x1p3",
          "NaN",
          "Infinity",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775808",
          "true",
          "false",
          "null",
          "[]",
          "{}",
          "\u0661\u0662",
          "2024",
          "0000",
          "9999-12-31",
          "2024-13-45",
          "-999999999",
          "+999999999-12-31",
          "2024-W53",
          "9999-W53",
          "0000-W00",
          "2024-02-30",
          ":",
          "-",
          "2020-",
          "-2020",
          "2024-12:2023-01",
          "trending",
          "publishedAt",
          "paperId:desc",
          "cs.CL",
          "hybrid",
          "lexical",
          "newest",
          "cluster",
          "relevance",
          "why",
          "title,authors.name",
          "arxiv",
          "en",
          "AAAA",
          "eyJhIjoxfQ",
          "cGFnZQ==",
          "submitter",
          "ids",
          "Computer Science");

  private final RandomGenerator random;

  HostileText(RandomGenerator random) {
    this.random = random;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  /** An identifier, as often as not with something in it that does not belong there. */
  String id() {
    String id = one(IDS);
    while (random.nextBoolean()) {
      int at = random.nextInt(id.length() + 1);
      id = id.substring(0, at) + one(PARTS) + id.substring(at);
    }
    return once(40) ? text() : id;
  }

  /** The value of a parameter. */
  String value() {
    return switch (random.nextInt(8)) {
      case 0 -> text();
      case 1 -> id();
      case 2 -> one(VALUES) + "," + one(VALUES) + "," + id();
      default -> one(VALUES);
    };
  }

  /** Any text of up to 30,000 characters, seldom a long one. */
  String text() {
    int most = once(20) ? 15_000 : once(4) ? 300 : 12;
    int length = 1 + random.nextInt(most);
    return switch (random.nextInt(4)) {
      case 0 -> one(PARTS).repeat(length);
      case 1 -> (one(PARTS) + one(PARTS)).repeat(1 + length / 2) + one(PARTS);
      case 2 ->
          IntStream.range(0, 1 + length / 4)
              .mapToObj(i -> "w" + i)
              .collect(Collectors.joining(one(PARTS)));
      default ->
          IntStream.range(0, Math.min(length, 300))
              .mapToObj(_ -> one(PARTS))
              .collect(Collectors.joining());
    };
  }
}
