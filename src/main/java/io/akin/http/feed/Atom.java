package io.akin.http.feed;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Atom, <a href="https://www.rfc-editor.org/rfc/rfc4287">RFC 4287</a>. Every text is of type {@code
 * text}. An entry must have a date: that of a paper without one is the beginning of 1970.
 */
final class Atom implements Format {
  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  /** The platform's own, whichever others are on the class path. */
  private final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();

  @Override
  public String suffix() {
    return ".atom";
  }

  @Override
  public String contentType() {
    return "application/atom+xml; charset=utf-8";
  }

  @Override
  public byte[] write(Feed feed) throws IOException {
    StringWriter document = new StringWriter();
    try {
      XMLStreamWriter xml = factory.createXMLStreamWriter(document);
      xml.writeStartDocument("utf-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace(NAMESPACE);
      element(xml, "id", feed.id());
      element(xml, "title", feed.title());
      element(xml, "updated", feed.updated().toString());
      author(xml, "Akin");
      element(xml, "generator", "Akin");
      link(xml, "alternate", feed.page(), "text/html"); // first, for readers that look no further
      link(xml, "self", feed.address(), "application/atom+xml");
      for (Entry entry : feed.entries()) {
        write(xml, entry);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("the feed cannot be written", e);
    }
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    if (entry.language().isPresent()) {
      xml.writeAttribute("xml:lang", entry.language().get());
    }
    element(xml, "id", entry.id());
    element(xml, "title", entry.title());
    element(xml, "updated", entry.changed().orElse(Instant.EPOCH).toString());
    optional(xml, "published", entry.published().map(Instant::toString));
    if (entry.authors().isEmpty()) {
      author(xml, "unknown"); // or the feed's would count
    }
    for (String name : entry.authors()) {
      author(xml, name);
    }
    link(xml, "alternate", entry.page(), "text/html");
    if (entry.origin().isPresent()) {
      xml.writeEmptyElement("link");
      xml.writeAttribute("rel", "related");
      xml.writeAttribute("href", entry.origin().get());
    }
    for (String term : entry.terms()) {
      xml.writeEmptyElement("category");
      xml.writeAttribute("term", term);
    }
    optional(xml, "summary", Optional.of(entry.summary()).filter(text -> !text.isEmpty()));
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String relation, String address, String type)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("type", type);
    xml.writeAttribute("href", address);
  }

  private static void author(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeStartElement("author");
    element(xml, "name", name);
    xml.writeEndElement();
  }

  private static void optional(XMLStreamWriter xml, String name, Optional<String> text)
      throws XMLStreamException {
    if (text.isPresent()) {
      element(xml, name, text.get());
    }
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
