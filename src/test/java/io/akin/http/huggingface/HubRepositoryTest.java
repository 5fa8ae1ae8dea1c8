package io.akin.http.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.akin.paper.Link;
import io.akin.paper.Paper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubRepositoryTest {
  private static Paper linking(String... urls) {
    return Paper.titled("t")
        .links(List.of(urls).stream().map(url -> new Link(Link.Kind.CODE, url)).toList())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "https://huggingface.co/facebook/opt-125m, MODELS, facebook/opt-125m",
    "https://huggingface.co/facebook/opt-125m/tree/main?x=1, MODELS, facebook/opt-125m",
    "http://hf.co/datasets/allenai/c4, DATASETS, allenai/c4",
    "https://www.huggingface.co/spaces/a/b.c_d, SPACES, a/b.c_d"
  })
  void aLinkToTheHubNamesARepository(String url, HubRepository.Kind kind, String id) {
    for (HubRepository.Kind one : HubRepository.Kind.values()) {
      assertEquals(
          one == kind ? List.of(new HubRepository(kind, id)) : List.of(),
          HubRepository.of(linking(url), one));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/a/b",
        "https://huggingface.co.evil.example/a/b",
        "https://huggingface.co/papers/2306.00978",
        "https://huggingface.co/spaces/a",
        "https://huggingface.co/someone",
        "https://huggingface.co/..%2F/b",
        "https://huggingface.co"
      })
  void anyOtherLinkNamesNone(String url) {
    for (HubRepository.Kind kind : HubRepository.Kind.values()) {
      assertEquals(List.of(), HubRepository.of(linking(url), kind));
    }
  }

  @Test
  void aRepositoryLinkedTwiceIsNamedOnce() {
    assertEquals(
        1,
        HubRepository.of(
                linking("https://huggingface.co/a/b", "https://hf.co/a/b/"),
                HubRepository.Kind.MODELS)
            .size());
  }
}
