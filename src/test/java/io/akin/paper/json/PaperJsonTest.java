package io.akin.paper.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.paper.Author;
import io.akin.paper.Doi;
import io.akin.paper.Link;
import io.akin.paper.LocalId;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.RandomPapers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 300)
  @Domain(RandomPapers.class)
  void whatIsWrittenIsReadBackAsAnEqualPaper(@ForAll Paper paper) throws Exception {
    String written = JSON.writeValueAsString(PaperJson.write(paper));

    assertEquals(paper, PaperJson.read(JSON.readTree(written)));
  }

  @Test
  void everythingKnownIsWrittenInAFixedOrder() throws Exception {
    Paper paper =
        Paper.titled("A study of kinship")
            .ids(List.of(new Doi("10.1000/7")))
            .abstractText("We study kinship.")
            .language("en")
            .authors(List.of(new Author("Ada Kinley"), new Author("Bo Løvås")))
            .authorCount(5)
            .organisation(new Organisation("KinLab", "Kin Lab"))
            .published(new PublicationDate(2024, 5, 0))
            .venue("Journal of Kin")
            .categories(List.of("cs.LG"))
            .keywords(List.of("trees"))
            .links(List.of(new Link(Link.Kind.CODE, "https://example.org/code")))
            .upvotes(3)
            .comments(0)
            .build();

    assertEquals(
        JSON.writeValueAsString(
            JSON.readTree(
                """
                {"id": "doi:10.1000/7",
                 "ids": ["doi:10.1000/7", "%s"],
                 "title": "A study of kinship",
                 "abstract": "We study kinship.",
                 "language": "en",
                 "authors": ["Ada Kinley", "Bo Løvås"],
                 "author_count": 5,
                 "organisation": {"slug": "KinLab", "name": "Kin Lab"},
                 "published": "2024-05",
                 "venue": "Journal of Kin",
                 "categories": ["cs.LG"],
                 "keywords": ["trees"],
                 "links": [{"kind": "code", "url": "https://example.org/code"}],
                 "upvotes": 3,
                 "comments": 0}
                """
                    .formatted(LocalId.ofTitle("A study of kinship").text()))),
        JSON.writeValueAsString(PaperJson.write(paper)));
  }

  @Test
  void whatIsUnknownIsLeftOut() throws Exception {
    String id = LocalId.ofTitle("Kin").text();

    assertEquals(
        JSON.readTree(
            "{'id': '%s', 'ids': ['%s'], 'title': 'Kin'}".formatted(id, id).replace('\'', '"')),
        PaperJson.write(Paper.titled("Kin").build()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'summary': 'Of kin.'                             | 'abstract': 'Of kin.'
          'arxiv_id': '2306.00978v2'                       | 'id': 'arxiv:2306.00978'
          'arxiv_id': 'https://arxiv.org/abs/2306.00978'   | 'id': 'arxiv:2306.00978'
          'arxiv_id': 'hep-th/9901001'                     | 'ids': ['arxiv:hep-th/9901001']
          'doi': '10.1000/7'                               | 'id': 'doi:10.1000/7'
          'doi': '10.1000/a:B<c>;1'                        | 'id': 'doi:10.1000/a:b<c>;1'
          'doi': 'https://doi.org/10.1000/7'               | 'id': 'doi:10.1000/7'
          'doi': '10.48550/arXiv.2306.00978'               | 'id': 'arxiv:2306.00978'
          'id': '10.1000/7', 'arxiv_id': '2306.00978'      | 'ids': ['arxiv:2306.00978', 'doi:10.1000/7']
          'url': 'https://example.org/a'                   | 'links': [{'kind': 'page', 'url': 'https://example.org/a'}]
          'code': 'https://example.org/a'                  | 'links': [{'kind': 'code', 'url': 'https://example.org/a'}]
          'project': 'https://example.org/a'               | 'links': [{'kind': 'project', 'url': 'https://example.org/a'}]
          'links': [{'url': 'https://example.org/a'}]      | 'links': [{'kind': 'page', 'url': 'https://example.org/a'}]
          'organization': {'slug': 'K', 'name': 'Kin Lab'} | 'organisation': {'slug': 'K', 'name': 'Kin Lab'}
          'organisation': 'Kin Lab'                        | 'organisation': {'slug': 'Kin Lab', 'name': 'Kin Lab'}
          'organisation': {'name': 'Kin Lab'}              | 'organisation': {'slug': 'Kin Lab', 'name': 'Kin Lab'}
          'organisation': {'slug': 'KinLab'}               | 'organisation': {'slug': 'KinLab', 'name': 'KinLab'}
          'organisation': null, 'organization': 'K'        | 'organisation': 'K'
          'language': 'eng'                                | 'language': 'en'
          'language': 'en-US'                              | 'language': 'en'
          'language': 'English'                            | 'language': 'en'
          'num_comments': 4                                | 'comments': 4
          'num_comments': 4, 'comments': 5                 | 'comments': 5
          'upvotes': 4.0                                   | 'upvotes': 4
          'authors': [{'name': 'Ada'}, 'Bo']               | 'authors': ['Ada', 'Bo']
          'published': '2024-05-23T17:59:59Z'              | 'published': '2024-05-23'
          'abstract': null, 'authors': null, 'upvotes': null, 'id': null | 'keywords': []
          'abstract': ' ', 'doi': '', 'arxiv_id': '', 'venue': '', 'url': '' | 'keywords': []
          'source': 'somewhere', 'embedding': [1, 2, 3]    | 'keywords': []
          """)
  void otherNamesOfAFactAreAccepted(String accepted, String own) throws Exception {
    assertEquals(read("'title': 'Kin', " + own), read("'title': 'Kin', " + accepted));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'abstract': 'No name.'                    | no title
          'title': null                             | no title
          'title': ' '                              | no title
          'title': 7                                | title is the number 7, want text
          'title': ['Kin']                          | title is an array, want text
          'title': 'Kin', 'abstract': {}            | abstract is an object, want text
          'title': 'Kin', 'summary': true           | summary is a truth value, want text
          'title': 'Kin', 'id': 2306.00978          | id is the number 2306.00978, want text
          'title': 'Kin', 'ids': 'arxiv:2306.00978' | ids is text, want an array
          'title': 'Kin', 'ids': [7]                | ids is the number 7, want text
          'title': 'Kin', 'ids': [null]             | ids is null, want text
          'title': 'Kin', 'authors': 'Ada'          | authors is text, want an array
          'title': 'Kin', 'authors': [7]            | authors is the number 7, want text
          'title': 'Kin', 'authors': ['']           | want an author's name of 1 to 300 characters
          'title': 'Kin', 'authors': [{}]           | want an author's name of 1 to 300 characters
          'title': 'Kin', 'author_count': 'six'     | author_count is text, want a whole number
          'title': 'Kin', 'author_count': -1        | number of authors is negative: -1
          'title': 'Kin', 'organisation': 7         | organisation is the number 7, want text
          'title': 'Kin', 'organisation': {}        | want an organisation's slug and name of 1 to 300 characters each
          'title': 'Kin', 'published': true         | published is a truth value, want text
          'title': 'Kin', 'published': 'May 2024'   | want a date such as 2024, 2024-05 or 2024-05-23, got May 2024
          'title': 'Kin', 'published': '2023-02-29' | no such date: 2023-2-29
          'title': 'Kin', 'keywords': {'a': 1}      | keywords is an object, want an array
          'title': 'Kin', 'categories': [['cs.LG']] | categories is an array, want text
          'title': 'Kin', 'links': {'url': 'x'}     | links is an object, want an array
          'title': 'Kin', 'links': [{'kind': 'video', 'url': 'https://example.org'}] | kind of a link is 'video', want page, code or project
          'title': 'Kin', 'url': 'javascript:alert(1)' | want a link that is a well-formed http or https address of at most 2000 characters, got javascript:alert(1)
          'title': 'Kin', 'links': [{}]             | want a link that is a well-formed http or https address of at most 2000 characters, got
          'title': 'Kin', 'upvotes': 1.5            | upvotes is the number 1.5, want a whole number
          'title': 'Kin', 'upvotes': 3000000000     | upvotes is the number 3000000000, want a whole number
          'title': 'Kin', 'upvotes': 123456789012345678901 | upvotes is the number …, want a whole number
          'title': 'Kin', 'upvotes': -2             | number of upvotes is negative: -2
          'title': 'Kin', 'comments': []            | comments is an array, want a whole number
          'title': 'Kin', 'num_comments': -3        | number of comments is negative: -3
          """)
  void aMalformedFactIsRefusedByItsName(String malformed, String message) {
    assertEquals(message, refusalOf("{" + malformed + "}").strip());
  }

  @ParameterizedTest
  @CsvSource({
    "id, kinship",
    "id, A study of kinship",
    "ids, kinship",
    "arxiv_id, kinship",
    "doi, kinship"
  })
  void whatIsNoIdentifierIsRefusedWithTheFormsThatAre(String key, String text) {
    String value = key.equals("ids") ? "['" + text + "']" : "'" + text + "'";
    String shown =
        switch (key) {
          case "arxiv_id" -> "arxiv:" + text;
          case "doi" -> "doi:" + text;
          default -> text;
        };

    assertEquals(
        "id is not an identifier: '%s'. Want arxiv:2306.00978, doi:10.…/…, or source:identifier"
                .formatted(shown)
            + " without white space",
        refusalOf("{'title': 'Kin', '%s': %s}".formatted(key, value)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "[], want a JSON object; got an array",
        "'Kin', want a JSON object; got text",
        "7, want a JSON object; got the number 7",
        "true, want a JSON object; got a truth value",
        "null, want a JSON object; got null"
      })
  void onlyAnObjectIsAPaper(String json, String message) {
    assertEquals(message.replace(';', ','), refusalOf(json));
  }

  @Test
  void theTitlesHashIsAddedToTheIdentifiers() throws Exception {
    List<PaperId> ids = read("'title': 'Kin', 'doi': '10.1000/7'").ids();

    assertEquals(List.of(new Doi("10.1000/7"), LocalId.ofTitle("Kin")), ids);
    assertEquals(Optional.empty(), read("'title': 'Kin'").published());
  }

  private static Paper read(String facts) throws JsonProcessingException {
    return PaperJson.read(JSON.readTree("{" + facts.replace('\'', '"') + "}"));
  }

  @Test
  void theVersionBehindAnArxivNumberIsThatOfTheText() throws JsonProcessingException {
    String text = "'title': 'Kin', 'abstract': 'We study kin.', ";

    assertEquals(OptionalInt.of(3), read(text + "'id': 'arXiv:2401.00001v3'").version());
    assertEquals(OptionalInt.of(2), read(text + "'arxiv_id': 'hep-th/9901001v2'").version());
    assertEquals(OptionalInt.of(1), read(text + "'id': '2401.00001v3', 'version': 1").version());
    assertEquals(OptionalInt.empty(), read(text + "'id': 'acl:v3'").version());
  }

  private static String refusalOf(String json) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> PaperJson.read(JSON.readTree(json.replace('\'', '"'))));
    return String.valueOf(refusal.getMessage());
  }
}
