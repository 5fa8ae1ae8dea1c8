package io.akin.corpus.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An element with all that is in it, as small as a record of one paper. Names are looked up without
 * their prefixes unless said otherwise. Not thread-safe.
 */
final class Element {
  private final String name;
  private final Map<String, String> attributes;
  private final @Nullable Element parent;

  /** Texts and elements in their order. */
  private final List<Object> content = new ArrayList<>(2);

  Element(String name, Map<String, String> attributes) {
    this.name = name;
    this.attributes = attributes;
    this.parent = null;
  }

  Element(String name, Map<String, String> attributes, Element parent) {
    this.name = name;
    this.attributes = attributes;
    this.parent = parent;
  }

  static String withoutPrefix(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  void add(String text) {
    content.add(text);
  }

  void add(Element child) {
    content.add(child);
  }

  void clear() {
    content.clear();
  }

  /** The element around this one; itself where there is none. */
  Element parent() {
    return parent == null ? this : parent;
  }

  String name() {
    return withoutPrefix(name);
  }

  /** The name's prefix with its colon, or nothing. */
  String prefix() {
    return name.substring(0, name.indexOf(':') + 1);
  }

  /** The value of an attribute, empty where there is none. */
  String attribute(String key) {
    return attributes.getOrDefault(key, "");
  }

  /** Characters of its name and attributes. */
  long size() {
    return name.length()
        + attributes.entrySet().stream()
            .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
            .sum();
  }

  List<Element> children() {
    return content.stream().filter(Element.class::isInstance).map(Element.class::cast).toList();
  }

  List<Element> children(String key) {
    return children().stream().filter(child -> child.name().equals(key)).toList();
  }

  /** Children by their name as written, with its prefix. */
  List<Element> childrenWritten(String fullName) {
    return children().stream().filter(child -> child.name.equals(fullName)).toList();
  }

  Optional<Element> child(String key) {
    return children(key).stream().findFirst();
  }

  /** The text of the first child of that name, or null. */
  @Nullable String textOf(String key) {
    return child(key).map(Element::text).orElse(null);
  }

  /** All text in the element and in those inside it. */
  String text() {
    StringBuilder text = new StringBuilder();
    appendTo(text);
    return text.toString();
  }

  private void appendTo(StringBuilder text) {
    for (Object part : content) {
      if (part instanceof Element child) {
        child.appendTo(text); // not deeper than the cursor lets elements be
      } else {
        text.append(part);
      }
    }
  }
}
