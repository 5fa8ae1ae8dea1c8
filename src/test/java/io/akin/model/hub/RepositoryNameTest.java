package io.akin.model.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryNameTest {

  @ParameterizedTest
  @CsvSource({
    "sentence-transformers/all-MiniLM-L6-v2, all-MiniLM-L6-v2",
    "BAAI/bge-small-en-v1.5, bge-small-en-v1.5",
    "gpt2, gpt2"
  })
  void theNameIsWhatFollowsTheOwner(String text, String name) {
    assertEquals(name, new RepositoryName(text).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a/",
        "/a",
        "a/b/c",
        "../a",
        "a/..",
        "a/b..c",
        "a/.b",
        "a/b--c",
        "a b/c",
        "a/b?x",
        "a/b%2e",
        "https://huggingface.co/a/b"
      })
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> new RepositoryName(text));
  }

  @Test
  void aTokenIsNeverShown() {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> new AccessToken("hf_sec ret"))
                .getMessage());

    assertFalse(message.contains("hf_sec"), message);
    assertFalse(new AccessToken("hf_secret").toString().contains("hf_secret"));
  }
}
