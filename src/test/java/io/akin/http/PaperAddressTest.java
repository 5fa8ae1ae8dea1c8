package io.akin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.paper.PaperId;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperAddressTest {
  @ParameterizedTest
  @CsvSource({
    "arxiv:2306.00978, /papers/arxiv:2306.00978",
    "arxiv:hep-th/9901001, /papers/arxiv:hep-th/9901001",
    "doi:10.1145/3292500.3330701, /papers/doi:10.1145/3292500.3330701",
    "doi:10.1002/(sici)41:6<391::aid;2-9, /papers/doi:10.1002/(sici)41:6%3C391::aid%3B2-9",
    "x:a/../x, /papers/x:a%2F..%2Fx",
    "x:a//x, /papers/x:a%2F%2Fx",
    "x:a?b#c%d, /papers/x:a%3Fb%23c%25d",
    "x:é, /papers/x:%C3%A9",
  })
  void anAddressIsReadableAndLeadsWhereItSays(String id, String address) {
    assertEquals(address, PaperAddress.of(PaperId.ofText(id)));
    assertEquals("/papers/" + id, URI.create("http://localhost" + address).normalize().getPath());
  }
}
