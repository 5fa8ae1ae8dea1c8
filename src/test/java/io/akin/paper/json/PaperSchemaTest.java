package io.akin.paper.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.akin.paper.Author;
import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import io.akin.paper.RandomPapers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema says what {@link PaperJson} does. */
class PaperSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode TEXT = schemaText();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

  /** Other names of facts, with a value that makes another paper. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "arxiv_id", "'2306.00978'",
          "doi", "'10.1000/7'",
          "summary", "'Of kin.'",
          "organization", "'Kin Lab'",
          "submitted_on", "'2024-05-23'",
          "url", "'https://example.org'",
          "code", "'https://example.org'",
          "project", "'https://example.org'",
          "num_comments", "7");

  private static final List<String> WRONG_KINDS =
      List.of("7", "7.5", "true", "'kin'", "[7]", "[['kin']]", "[{'kin': 7}]", "{'kin': 7}");

  @Property(tries = 300)
  @Domain(RandomPapers.class)
  void whatIsWrittenIsValid(@ForAll Paper paper) {
    assertEquals(List.of(), SCHEMA.validate(PaperJson.write(paper)));
  }

  @Test
  void theKeysAreThoseWrittenAndTheOtherNamesThatAreRead() throws Exception {
    Set<String> keys = new TreeSet<>(OTHER_NAMES.keySet());
    PaperJson.write(everythingKnown()).fieldNames().forEachRemaining(keys::add);

    assertEquals(keys, keysOfTheSchema());
  }

  @Test
  void theOtherNamesAreReadAndValid() throws Exception {
    Paper bare = PaperJson.read(json("{'title': 'Kin'}"));

    for (Map.Entry<String, String> name : OTHER_NAMES.entrySet()) {
      JsonNode named = json("{'title': 'Kin', '%s': %s}".formatted(name.getKey(), name.getValue()));
      assertNotEquals(bare, PaperJson.read(named), name::getKey);
      assertEquals(List.of(), SCHEMA.validate(named));
    }
  }

  @ParameterizedTest
  @MethodSource("keysOfTheSchema")
  void whatIsRefusedForItsKindIsNotValid(String key) throws Exception {
    int refused = 0;
    for (String value : WRONG_KINDS) {
      ObjectNode record = (ObjectNode) json("{'title': 'Kin'}");
      record.set(key, json(value));
      if (isRefusedForItsKind(record)) {
        refused++;
        assertFalse(SCHEMA.validate(record).isEmpty(), record::toString);
      }
    }
    assertTrue(refused >= 3, key);
  }

  private static boolean isRefusedForItsKind(JsonNode record) {
    try {
      var _ = PaperJson.read(record);
      return false;
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage()).contains(", want ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "'Kin'",
        "{}",
        "{'title': ' '}",
        "{'title': null}",
        "{'title': 'Kin', 'authors': ['']}",
        "{'title': 'Kin', 'authors': [{}]}",
        "{'title': 'Kin', 'author_count': -1}",
        "{'title': 'Kin', 'organisation': {}}",
        "{'title': 'Kin', 'published': 'May 2024'}",
        "{'title': 'Kin', 'published': '2024-05-23x'}",
        "{'title': 'Kin', 'version': 0}",
        "{'title': 'Kin', 'links': [{}]}",
        "{'title': 'Kin', 'links': [{'kind': 'video', 'url': 'https://example.org'}]}",
        "{'title': 'Kin', 'url': 'javascript:alert(1)'}",
        "{'title': 'Kin', 'upvotes': 3000000000}",
        "{'title': 'Kin', 'upvotes': 1.5}"
      })
  void recordsThatAreRefusedOtherwiseAreNotValidEither(String text) throws Exception {
    JsonNode record = json(text);

    assertThrows(IllegalArgumentException.class, () -> PaperJson.read(record));
    assertFalse(SCHEMA.validate(record).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'title': 'Kin', 'id': null, 'abstract': '', 'authors': null, 'published': ' '}",
        "{'title': 'Kin', 'authors': [{'name': 'Ada', 'hidden': true}, 'Bo']}",
        "{'title': 'Kin', 'published': 2024, 'updated': '2024-05-23T17:59:59Z'}",
        "{'title': 'Kin', 'upvotes': 4.0, 'withdrawn': false, 'url': ''}",
        "{'title': 'Kin', 'links': [{'url': 'HTTPS://example.org'}]}",
        "{'title': 'Kin', 'organisation': {'slug': 'K'}, 'vector': [0.5], 'source': 7}"
      })
  void whatIsAcceptedBesideIsValid(String text) throws Exception {
    var _ = PaperJson.read(json(text));

    assertEquals(List.of(), SCHEMA.validate(json(text)));
  }

  @Test
  void everyKeyIsDescribed() {
    for (JsonNode key : TEXT.path("properties")) {
      assertFalse(key.path("description").asText().isBlank(), key::toString);
    }
  }

  static Set<String> keysOfTheSchema() {
    Set<String> keys = new HashSet<>();
    TEXT.path("properties").fieldNames().forEachRemaining(keys::add);
    return new TreeSet<>(keys);
  }

  private static Paper everythingKnown() {
    return Paper.titled("Kin")
        .titleSource("\\emph{Kin}")
        .abstractText("Of kin.")
        .abstractSource("Of \\emph{kin}.")
        .language("en")
        .authors(List.of(new Author("Ada")))
        .authorCount(2)
        .organisation(new Organisation("K", "Kin Lab"))
        .published(PublicationDate.parse("2024-05-23"))
        .updated(PublicationDate.parse("2024-05-24"))
        .version(2)
        .withdrawn(true)
        .featured(PublicationDate.parse("2024-05-25"))
        .venue("Journal of Kin")
        .categories(List.of("cs.LG"))
        .keywords(List.of("kin"))
        .links(List.of(new Link(Link.Kind.PAGE, "https://example.org")))
        .upvotes(1)
        .comments(2)
        .build();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text.replace('\'', '"'));
  }

  private static JsonNode schemaText() {
    try (InputStream in =
        Objects.requireNonNull(PaperJson.class.getResourceAsStream("/paper.schema.json"))) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
