package io.akin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/** Bodies that begin as JSON of the right shape, and are damaged. Not thread-safe. */
final class HostileJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = "@here@";

  /** Of every address that takes a body, by the end of its path. */
  private static final Map<String, String> SOUND =
      Map.ofEntries(
          Map.entry(
              "/recommend",
              """
              {"positive": [{"id": "2306.00978", "weight": 2}, {"text": "kites"}, "hep-th/9901001"],
               "negative": [{"text": "bread"}], "mode": "hybrid", "limit": 3, "cursor": null,
               "explain": true, "diversity": 0.3, "half_life_days": 365, "min_score": 0.1,
               "sort": "relevance", "group_by": "cluster",
               "filter": {"published": {"gte": "2024-01-01", "lte": "2024-12"},
                 "featured": {"gte": "2024"}, "categories": ["cs.CL"], "authors": ["A"],
                 "organisation": ["o"], "venue": ["v"], "keywords": ["k"], "has_code": true,
                 "language": ["en"], "source": ["arxiv"], "ids": ["2306.00978"],
                 "exclude_ids": ["acl:2022.x-1"]}}"""),
          Map.entry(
              "/api/v1/embeddings", "{\"texts\": [\"a\"], \"role\": \"query\", \"dimension\": 64}"),
          Map.entry(
              "/v1/embeddings",
              """
              {"model": "words", "input": ["a", "b"], "encoding_format": "base64",
               "dimensions": 64, "input_type": "query", "user": "u"}"""),
          Map.entry("/embeddings", "{\"input\": [\"a\"], \"model\": \"m\", \"user\": \"u\"}"),
          Map.entry("/tokenize", "{\"inputs\": [\"a b\"], \"add_special_tokens\": true}"),
          Map.entry("/decode", "{\"ids\": [[1, 2], [3]], \"skip_special_tokens\": true}"),
          Map.entry(
              "/similarity",
              "{\"inputs\": {\"source_sentence\": \"a\", \"sentences\": [\"b\", \"c\"]}}"),
          Map.entry("/batch", "{\"ids\": [\"2306.00978\", \"ARXIV:hep-th/9901001\"]}"),
          Map.entry(
              "/recommendations/v1/papers",
              "{\"positivePaperIds\": [\"2306.00978\"], \"negativePaperIds\": [\"acl:2022.x-1\"]}"),
          Map.entry("/api/papers/index", "{\"arxivId\": \"2306.00978\"}"),
          Map.entry(
              "<id>",
              """
              {"ids": ["2306.00978"], "title": "Kites", "abstract": "Wind.", "authors":
               [{"name": "A"}], "published": "2024-01-02", "categories": ["cs.CL"], "links":
               [{"kind": "code", "url": "https://example.org/x"}], "keywords": ["k"]}"""));

  private static final String USUAL =
      """
      {"inputs": ["a", "b"], "normalize": true, "truncate": true, "truncation_direction": "Left",
       "prompt_name": null, "dimensions": 64, "parameters": {"truncate": false}}""";

  private static final List<String> LITERALS =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1.5",
          "1e999999",
          "-1e999999",
          "1e-999999",
          "NaN",
          "Infinity",
          "99999999999999999999",
          "9".repeat(10_000),
          "0." + "1".repeat(900),
          "\"\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[[1, 2], [\"a\"]]",
          "[1, 2, 3]",
          "[-1, 1e99]",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u0000\"",
          "\"\\x\"",
          "\"",
          "{\"a\": 1, \"a\": 2}",
          "[,]",
          "'a'",
          "// c\n1",
          "01",
          "+1",
          ".5",
          "{\"text\": \"a\", \"id\": \"b\"}",
          "[{\"text\":{}}]",
          "[" + "\"a\",".repeat(3_000) + "\"b\"]",
          "[" + "1,".repeat(40_000) + "1]",
          "[".repeat(15) + "]".repeat(15),
          "[".repeat(50_000),
          "{\"a\":".repeat(5_000));

  private final RandomGenerator random;
  private final HostileText text;

  HostileJson(RandomGenerator random, HostileText text) {
    this.random = random;
    this.text = text;
  }

  byte[] body(String path) throws IOException {
    JsonNode node =
        JSON.readTree(
            SOUND.entrySet().stream()
                .filter(each -> path.endsWith(each.getKey()))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(USUAL));
    String json = node.toString();
    for (int i = random.nextInt(4); i > 0; i--) {
      json = damaged(json);
    }
    return damaged(json.getBytes(UTF_8));
  }

  private String damaged(String json) throws IOException {
    if (text.once(30)) {
      return text.one(LITERALS);
    }
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (IOException _) {
      return json;
    }
    List<JsonNode> parents = new ArrayList<>();
    collect(node, parents);
    if (parents.isEmpty()) {
      return json;
    }
    JsonNode parent = text.one(parents);
    if (parent instanceof ObjectNode object) {
      List<String> keys = new ArrayList<>(object.propertyStream().map(Map.Entry::getKey).toList());
      String key = keys.isEmpty() || text.once(8) ? text.text() : text.one(keys);
      if (text.once(6)) {
        object.remove(key);
        return node.toString();
      }
      object.put(key, MARK);
    } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), array.textNode(MARK));
    }
    String value =
        text.once(3) ? JSON.writeValueAsString(text.once(2) ? text.id() : text.text()) : literal();
    return node.toString().replace('"' + MARK + '"', value);
  }

  private String literal() {
    return text.one(LITERALS);
  }

  private static void collect(JsonNode node, List<JsonNode> into) {
    if (node.isContainerNode()) {
      into.add(node);
      node.forEach(child -> collect(child, into));
    }
  }

  private byte[] damaged(byte[] json) throws IOException {
    return switch (random.nextInt(40)) {
      case 0 -> Arrays.copyOf(json, random.nextInt(json.length + 1));
      case 1 -> joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, json);
      case 2 -> joined(json, text.text().getBytes(UTF_8));
      case 3 -> joined(json, json);
      case 4 -> {
        for (int i = 0; i < 3 && json.length > 0; i++) {
          json[random.nextInt(json.length)] = (byte) random.nextInt(256);
        }
        yield json;
      }
      case 5 -> {
        List<String> charsets = List.of("UTF-16", "UTF-16LE", "UTF-32", "UTF-32LE", "IBM037");
        yield new String(json, UTF_8).getBytes(Charset.forName(text.one(charsets)));
      }
      case 6 -> gzip(json);
      case 7 -> gzip(new byte[2_000_000]);
      case 8 -> {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        yield noise;
      }
      case 9 -> new byte[] {0, 0, (byte) random.nextInt(256), 0, '{', 0, 0, 0};
      case 10 -> text.once(20) ? new byte[Router.MAX_BODY_BYTES + 1] : new byte[0];
      default -> json;
    };
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
