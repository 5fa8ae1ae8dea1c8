package io.akin.http.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;

/** What <a href="https://www.jsonfeed.org/version/1.1/">version 1.1</a> requires of a feed. */
final class JsonFeedRules {
  private static final Set<String> FEED =
      Set.of(
          "version",
          "title",
          "home_page_url",
          "feed_url",
          "description",
          "user_comment",
          "next_url",
          "icon",
          "favicon",
          "authors",
          "language",
          "expired",
          "hubs",
          "items");
  private static final Set<String> ITEM =
      Set.of(
          "id",
          "url",
          "external_url",
          "title",
          "content_html",
          "content_text",
          "summary",
          "image",
          "banner_image",
          "date_published",
          "date_modified",
          "authors",
          "tags",
          "language",
          "attachments");

  private JsonFeedRules() {}

  static void check(JsonNode feed) {
    requireKnown(feed, FEED);
    assertEquals("https://jsonfeed.org/version/1.1", feed.get("version").textValue());
    requireText(feed, "title");
    requireAddress(feed, "home_page_url");
    requireAddress(feed, "feed_url");
    assertTrue(feed.get("items").isArray());
    Set<String> ids = new HashSet<>();
    for (JsonNode item : feed.get("items")) {
      check(item, ids);
    }
  }

  private static void check(JsonNode item, Set<String> ids) {
    requireKnown(item, ITEM);
    requireText(item, "id");
    assertTrue(ids.add(item.get("id").textValue()), () -> "twice: " + item);
    requireText(item, "title");
    requireText(item, "content_text");
    assertTrue(!item.has("content_html"), "text is never HTML");
    requireAddress(item, "url");
    if (item.has("external_url")) {
      requireAddress(item, "external_url");
    }
    for (String date : new String[] {"date_published", "date_modified"}) {
      if (item.has(date)) {
        var _ = OffsetDateTime.parse(item.get(date).textValue());
      }
    }
    for (JsonNode author : item.path("authors")) {
      requireText(author, "name");
    }
    for (JsonNode tag : item.path("tags")) {
      assertTrue(tag.isTextual(), item::toString);
    }
    assertTrue(item.path("language").isMissingNode() || item.get("language").isTextual());
  }

  private static void requireKnown(JsonNode node, Set<String> known) {
    node.fieldNames().forEachRemaining(key -> assertTrue(known.contains(key), key));
  }

  private static void requireText(JsonNode node, String key) {
    assertTrue(node.path(key).isTextual(), () -> key + " of " + node);
    assertTrue(!node.get(key).textValue().isEmpty(), () -> key + " of " + node);
  }

  private static void requireAddress(JsonNode node, String key) {
    requireText(node, key);
    assertTrue(URI.create(node.get(key).textValue()).getScheme().startsWith("http"));
  }
}
