package io.akin.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaperIdTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          2306.00978                                           | arxiv:2306.00978
          0704.0001                                            | arxiv:0704.0001
          1412.9999                                            | arxiv:1412.9999
          2306.00978v1                                         | arxiv:2306.00978
          2306.00978v12                                        | arxiv:2306.00978
          2306.00978.pdf                                       | arxiv:2306.00978
          arxiv:2306.00978                                     | arxiv:2306.00978
          arXiv:2306.00978v3                                   | arxiv:2306.00978
          ARXIV: 2306.00978V3                                  | arxiv:2306.00978
          hep-th/9901001                                       | arxiv:hep-th/9901001
          hep-th/9901001v2                                     | arxiv:hep-th/9901001
          HEP-TH/9901001                                       | arxiv:hep-th/9901001
          arXiv:hep-th/9901001                                 | arxiv:hep-th/9901001
          math/0309136                                         | arxiv:math/0309136
          math.GT/0309136                                      | arxiv:math/0309136
          arXiv:math.GT/0309136v1                              | arxiv:math/0309136
          cond-mat.stat-mech/9609089                           | arxiv:cond-mat/9609089
          cs.CL/0409058                                        | arxiv:cs/0409058
          http://arxiv.org/abs/2306.00978                      | arxiv:2306.00978
          https://arxiv.org/abs/2306.00978v4                   | arxiv:2306.00978
          https://arxiv.org/pdf/2306.00978                     | arxiv:2306.00978
          https://arxiv.org/pdf/2306.00978v2.pdf               | arxiv:2306.00978
          https://www.arxiv.org/pdf/2306.00978v2.pdf#page=3    | arxiv:2306.00978
          https://arxiv.org/abs/2306.00978?context=cs.LG       | arxiv:2306.00978
          https://arxiv.org/html/2306.00978v1                  | arxiv:2306.00978
          https://export.arxiv.org/abs/hep-th/9901001          | arxiv:hep-th/9901001
          https://arxiv.org/pdf/math.GT/0309136.pdf            | arxiv:math/0309136
          https://ArXiv.org/abs/2306.00978                     | arxiv:2306.00978
          10.48550/arXiv.2306.00978                            | arxiv:2306.00978
          10.48550/arXiv.hep-th/9901001                        | arxiv:hep-th/9901001
          doi:10.48550/arXiv.2306.00978                        | arxiv:2306.00978
          doi: 10.48550/arXiv.2306.00978                       | arxiv:2306.00978
          https://doi.org/10.48550/arXiv.2306.00978            | arxiv:2306.00978
          https://doi.org/10.48550/ARXIV.2306.00978            | arxiv:2306.00978
          https://dx.doi.org/10.48550/arXiv.2306.00978         | arxiv:2306.00978
          http://www.doi.org/10.48550/arXiv.2306.00978         | arxiv:2306.00978
          arxiv:1708.0073300000001                             | arxiv:1708.00733
          arxiv:1804.0821899999999                             | arxiv:1804.08219
          arxiv:1910.049                                       | arxiv:1910.04900
          arxiv:1506.0481                                      | arxiv:1506.04810
          arxiv:912.3275                                       | arxiv:0912.3275
          arxiv:1203.54                                        | arxiv:1203.5400
          https://arxiv.org/abs/1708.0073300000001             | arxiv:1708.00733
          10.1145/3292500.3330701                              | doi:10.1145/3292500.3330701
          doi:10.1145/3292500.3330701                          | doi:10.1145/3292500.3330701
          DOI: 10.1145/3292500.3330701                         | doi:10.1145/3292500.3330701
          https://doi.org/10.1145/3292500.3330701              | doi:10.1145/3292500.3330701
          http://dx.doi.org/10.1145/3292500.3330701            | doi:10.1145/3292500.3330701
          https://www.doi.org/10.1145/3292500.3330701          | doi:10.1145/3292500.3330701
          HTTPS://DOI.ORG/10.1007/BF01386390                   | doi:10.1007/bf01386390
          10.1007/BF01386390                                   | doi:10.1007/bf01386390
          10.1000.10/123456                                    | doi:10.1000.10/123456
          10.1016/S0019-9958(65)90241-X                        | doi:10.1016/s0019-9958(65)90241-x
          10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2 | doi:10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2
          doi:10.1000/a:b/c;d#e?f                              | doi:10.1000/a:b/c;d#e?f
          local:0123456789abcdef                               | local:0123456789abcdef
          LOCAL:0123456789ABCDEF                               | local:0123456789abcdef
          acl:2022.findings-acl.275                            | acl:2022.findings-acl.275
          ACL:2022.findings-ACL.275                            | acl:2022.findings-ACL.275
          openreview:rJ4km2R5t7                                | openreview:rJ4km2R5t7
          mag:2100:7                                           | mag:2100:7
          """)
  void readsTheFormsPeoplePaste(String pasted, String text) {
    assertEquals(Optional.of(text), PaperId.parse(pasted).map(PaperId::text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " %s",
        "%s ",
        "\t%s\r\n",
        "\u00A0%s",
        "%s\u00A0",
        "\uFEFF%s",
        "%s\u200B",
        "%s\u2003\u3000"
      })
  void spaceAroundAnIdentifierDoesNotCountHoweverItIsSpelt(String form) {
    for (String id : List.of("arxiv:2306.00978", "doi:10.1145/3292500.3330701", "acl:P19-1001")) {
      assertEquals(Optional.of(id), PaperId.parse(form.formatted(id)).map(PaperId::text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Attention",
        "A study of kinship among papers",
        "Kin: a study of kinship among papers",
        "Kin: Papers",
        "Kin:\u00A0Papers",
        "Kin:\u3000\u8AD6\u6587",
        "2306",
        "2306.009",
        "912.3275",
        "1708.0073300000001",
        "arxiv:1708.007335",
        "arxiv:1213.0001",
        "arxiv:604.0001",
        "arxiv:1506.99999999999",
        "2306.009781",
        "2306.00978 and more",
        "2306.00978\u00A0and more",
        "2313.00978",
        "2300.00978",
        "hep-th/990100",
        "hep-th/99010011",
        "9901001",
        "TCP/IP",
        "10.1145",
        "10.1145/",
        "10.12/3456",
        "10.1145/3292500 3330701",
        "10.1145/3292500\u00A03330701",
        "doi:",
        "doi:kinship",
        "arxiv:",
        "arxiv:kinship",
        "local:0123",
        "local:0123456789abcdeg",
        "0123456789abcdef",
        ":value",
        "scheme:",
        "2fast:2furious",
        "under_score:value",
        "https://example.org/paper/7",
        "http://example.org/2306.00978",
        "https://arxiv.org/list/cs/recent",
        "\u8AD6\u6587\u306E\u8FD1\u3055"
      })
  void aTitleOrAnythingElseIsNoIdentifier(String text) {
    assertEquals(Optional.empty(), PaperId.parse(text));
  }

  @Property
  @Domain(RandomPapers.class)
  void whatIsWrittenIsReadBack(@ForAll PaperId id) {
    assertEquals(Optional.of(id), PaperId.parse(id.text()));
  }

  @Property
  @Domain(RandomPapers.class)
  void theOrderIsTotalAndAgreesWithEquality(
      @ForAll PaperId a, @ForAll PaperId b, @ForAll PaperId c) {
    assertEquals(a.equals(b), a.compareTo(b) == 0);
    assertEquals(Integer.signum(a.compareTo(b)), -Integer.signum(b.compareTo(a)));
    List<PaperId> sorted = List.of(a, b, c).stream().sorted().toList();
    assertEquals(sorted, sorted.reversed().stream().sorted().toList());
  }

  @Test
  void theMostTellingIdentifierComesFirst() {
    PaperId arxiv = new ArxivId("2306.00978");
    PaperId doi = new Doi("10.1145/3292500.3330701");
    PaperId source = new SourceId("acl", "P19-1001");
    PaperId local = LocalId.ofTitle("A study of kinship");
    List<PaperId> ids = new ArrayList<>(List.of(local, source, doi, arxiv));

    Collections.sort(ids);

    assertEquals(List.of(arxiv, doi, source, local), ids);
  }

  @Test
  void anArchiveIsPartOfAnOldIdentifier() {
    assertEquals(
        2,
        List.of("hep-th/9901001", "math/9901001").stream().map(PaperId::parse).distinct().count());
  }

  @Test
  void aTextMayMeanTheIdentifierItSpellsAndThePaperItIsTheTitleOf() {
    assertEquals(
        List.of(new SourceId("kin", "Papers"), LocalId.ofTitle("Kin:Papers")),
        PaperId.meantBy("Kin:Papers"));
    assertEquals(List.of(LocalId.ofTitle("Kinship")), PaperId.meantBy("Kinship"));
    assertEquals(List.of(), PaperId.meantBy(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2306.00978v1", "2313.00978", "math.GT/0309136", "HEP-TH/9901001", "arxiv:1", ""})
  void anArxivIdentifierThatIsNotCanonicalIsRefused(String value) {
    assertRefused("want an arXiv identifier such as 2306.00978", value, () -> new ArxivId(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1145/ABC", "10.1145/a b", "10.1145/a\u2003b", "11.1145/a", ""})
  void aDoiThatIsNotCanonicalIsRefused(String value) {
    assertRefused("want a DOI in lower case such as 10.1145/", value, () -> new Doi(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123", "0123456789ABCDEF", "0123456789abcdef0", ""})
  void aLocalIdentifierIsSixteenHexadecimalDigits(String value) {
    assertRefused("want 16 hexadecimal digits, got ", value, () -> new LocalId(value));
  }

  @ParameterizedTest
  @CsvSource({
    "ACL, x",
    "arxiv, 2306.00978",
    "doi, x",
    "local, x",
    "http, x",
    "https, x",
    "acl, a b",
    "acl, ''",
    "'', x"
  })
  void aSourceMayNotTakeTheNameOfAnotherKind(String scheme, String value) {
    assertRefused("want source:identifier such as acl:", value, () -> new SourceId(scheme, value));
  }

  private static void assertRefused(String reason, String value, Executable construction) {
    String message = assertThrows(IllegalArgumentException.class, construction).getMessage();
    assertEquals(
        true,
        message != null && message.startsWith(reason) && message.endsWith(value),
        () -> "message was: " + message);
  }

  @Property
  @Domain(RandomPapers.class)
  void identifiersOfOneKindOrderAsTheirTextsDo(@ForAll PaperId a, @ForAll PaperId b) {
    if (a.getClass() == b.getClass()) {
      assertEquals(Integer.signum(a.text().compareTo(b.text())), Integer.signum(a.compareTo(b)));
    }
  }

  @Test
  void aDoiOfEndlessPartsIsNone() {
    assertEquals(Optional.empty(), PaperId.parse("10.1234" + ".1".repeat(100_000)));
    assertEquals(
        Optional.of(new Doi("10.1234.5.6/kin")), PaperId.parse("https://doi.org/10.1234.5.6/Kin"));
  }
}
