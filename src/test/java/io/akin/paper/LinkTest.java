package io.akin.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.paper.Link.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "http://example.org/a/b?c=d&e=%20f#g",
        "HTTPS://example.org/",
        "https://example.org:8443/a",
        "https://[::1]/a",
        "https://example.org/論文"
      })
  void anAddressOfTheWebIsKept(String url) {
    assertEquals(url, new Link(Kind.PAGE, url).url());
  }

  @Test
  void spaceAroundAnAddressIsDropped() {
    assertEquals("https://example.org", new Link(Kind.CODE, " https://example.org\n").url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "//example.org",
        "/paper/7",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "\tjavascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "mailto:kin@example.org",
        "http:",
        "https://",
        "http:example.org",
        "https://example.org/a b",
        "https://example.org/\"onclick=",
        "https://exa<mple.org"
      })
  void anythingElseIsRefused(String url) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new Link(Kind.PAGE, url));

    assertEquals(
        "want a link that is a well-formed http or https address of at most 2000 characters, got "
            + url.strip(),
        refusal.getMessage());
  }

  @Test
  void anAddressHasAtMostTwoThousandCharacters() {
    String start = "https://example.org/";
    String longest = start + "k".repeat(2_000 - start.length());

    assertEquals(longest, new Link(Kind.PAGE, longest).url());
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new Link(Kind.PAGE, longest + "k"));
    assertTrue(String.valueOf(refusal.getMessage()).length() < 200);
  }

  @Test
  void linksAreOrderedByKindAndThenByAddress() {
    Link page = new Link(Kind.PAGE, "https://example.org/z");
    Link code = new Link(Kind.CODE, "https://example.org/b");
    Link otherCode = new Link(Kind.CODE, "https://example.org/c");
    Link project = new Link(Kind.PROJECT, "https://example.org/a");

    assertEquals(
        List.of(page, code, otherCode, project),
        List.of(project, otherCode, code, page).stream().sorted().toList());
  }
}
