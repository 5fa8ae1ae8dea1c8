package io.akin.http.discovery;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one file of a sitemap as it comes; closing it ends the file. Not thread-safe. */
final class SitemapWriter implements AutoCloseable {
  private final Writer out;
  private final XMLStreamWriter xml;
  private final String element;

  /**
   * Begins a file.
   *
   * @param root the name of the file's element
   * @param element the name of those in it
   */
  SitemapWriter(OutputStream out, String root, String element) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.element = element;
    try {
      this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(this.out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement(root);
      xml.writeDefaultNamespace("http://www.sitemaps.org/schemas/sitemap/0.9");
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  void add(String address, Optional<LocalDate> changed) throws IOException {
    try {
      xml.writeStartElement(element);
      xml.writeStartElement("loc");
      xml.writeCharacters(address);
      xml.writeEndElement();
      if (changed.isPresent()) {
        xml.writeStartElement("lastmod");
        xml.writeCharacters(changed.get().toString());
        xml.writeEndElement();
      }
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  private static IOException failed(XMLStreamException e) {
    return new IOException("the sitemap cannot be written", e);
  }

  @Override
  public void close() throws IOException {
    try {
      xml.writeEndDocument();
      xml.close();
      out.flush();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }
}
