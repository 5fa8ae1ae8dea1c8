package io.akin.http.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>. An item must have a content:
 * that of a paper without an abstract is its title.
 */
final class JsonFeed implements Format {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String suffix() {
    return ".json";
  }

  @Override
  public String contentType() {
    return "application/feed+json";
  }

  @Override
  public byte[] write(Feed feed) throws JsonProcessingException {
    ObjectNode node = JSON.createObjectNode();
    node.put("version", "https://jsonfeed.org/version/1.1");
    node.put("title", feed.title());
    node.put("home_page_url", feed.page());
    node.put("feed_url", feed.address());
    ArrayNode items = node.putArray("items");
    feed.entries().forEach(entry -> write(items.addObject(), entry));
    return JSON.writeValueAsBytes(node);
  }

  private static void write(ObjectNode item, Entry entry) {
    item.put("id", entry.id());
    item.put("url", entry.page());
    entry.origin().ifPresent(address -> item.put("external_url", address));
    item.put("title", entry.title());
    item.put("content_text", entry.summary().isEmpty() ? entry.title() : entry.summary());
    entry.published().ifPresent(time -> item.put("date_published", time.toString()));
    entry.updated().ifPresent(time -> item.put("date_modified", time.toString()));
    if (!entry.authors().isEmpty()) {
      ArrayNode authors = item.putArray("authors");
      entry.authors().forEach(name -> authors.addObject().put("name", name));
    }
    if (!entry.terms().isEmpty()) {
      entry.terms().forEach(item.putArray("tags")::add);
    }
    entry.language().ifPresent(language -> item.put("language", language));
  }
}
