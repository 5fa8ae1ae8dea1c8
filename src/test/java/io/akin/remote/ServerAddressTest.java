package io.akin.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

  @Test
  void valuesAreEncodedOnce() {
    assertEquals(
        "https://example.org/oai/list?token=a%2520b%20c%26d%2B%C3%A9",
        ServerAddress.parse("https://example.org/oai/")
            .request("/list", Map.of("token", "a%20b c&d+\u00E9"))
            .toString());
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/hub, https://EXAMPLE.org:443/x, true",
    "http://example.org, http://example.org:80, true",
    "https://example.org, http://example.org, false",
    "https://example.org, https://example.org:8443, false",
    "https://example.org, https://cdn.example.org, false",
    "https://example.org, https://example.org.evil.net, false",
    "https://example.org, /x, false"
  })
  void aServerIsToldByItsSchemeHostAndPort(String address, URI uri, boolean expected) {
    assertEquals(expected, ServerAddress.parse(address).serves(uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "/oai",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://",
        "https://user@example.org",
        "https://example.org/?verb=x",
        "https://example.org/#x",
        "https://exa mple.org"
      })
  void anythingButAPlainWebAddressIsRefused(String url) {
    assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(url));
  }
}
