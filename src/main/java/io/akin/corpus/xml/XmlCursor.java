package io.akin.corpus.xml;

import com.ctc.wstx.api.WstxInputProperties;
import io.akin.corpus.CorpusException;
import io.akin.corpus.LineReader;
import io.akin.paper.Text;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * Goes through the elements of an XML file, which may hold several documents one after the other.
 * Names are taken as they are written, prefix and all: files cut out of a response lack the
 * declarations of their prefixes. Not thread-safe.
 */
final class XmlCursor {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_ATTRIBUTES = 200;
  private static final int MAX_ATTRIBUTE_CHARACTERS = 64 * 1024;

  /** A format has dozens; the parser keeps every name it has met. */
  private static final int MAX_NAMES = 10_000;

  /** Elements of one record; a paper of ten thousand authors has some thirty thousand. */
  private static final int MAX_ELEMENTS = 50_000;

  private static final XMLInputFactory FACTORY = factory();

  private final XmlCharacters characters;
  private final XMLStreamReader xml;
  private final String file;
  private final Set<String> names = new HashSet<>();

  private static XMLInputFactory factory() {
    // Woodstox, by its service entry; its class cannot be named, since it bears an annotation that
    // comes with no library. Another parser would refuse the properties below.
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, true);
    factory.setProperty(
        WstxInputProperties.P_INPUT_PARSING_MODE, WstxInputProperties.PARSING_MODE_DOCUMENTS);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE_CHARACTERS);
    factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
    return factory;
  }

  /** Reads from a stream, which the caller closes. */
  XmlCursor(InputStream in, String file) throws IOException {
    this.characters = new XmlCharacters(in, file);
    this.file = file;
    try {
      this.xml = FACTORY.createXMLStreamReader(characters);
    } catch (XMLStreamException e) {
      throw notXml(e, 1);
    }
  }

  /** Goes to the start of the next element; false at the end of the file. */
  boolean nextElement() throws IOException {
    int event;
    do {
      event = next();
    } while (event != XMLStreamConstants.START_ELEMENT && event != END_OF_FILE);
    return event != END_OF_FILE;
  }

  private static final int END_OF_FILE = -1;

  /** The name of the element at hand, without its prefix. */
  String name() {
    return Element.withoutPrefix(xml.getLocalName());
  }

  /** The line on which the element at hand starts. */
  long line() {
    return Math.max(1, xml.getLocation().getLineNumber());
  }

  /**
   * Reads the element at hand with all that is in it.
   *
   * @return empty where it is larger than any record of a paper; it has been passed over
   */
  Optional<Element> read() throws IOException {
    Element root = element();
    Element open = root;
    long size = 0;
    int elements = 1;
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          elements++;
          Element child = element(open);
          size += child.size();
          if (isTooLarge(size, elements)) {
            root.clear(); // what was kept so far is of no use
          } else {
            open.add(child);
          }
          open = child;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (open == root) {
            return isTooLarge(size, elements) ? Optional.empty() : Optional.of(root);
          }
          open = open.parent();
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          size += xml.getTextLength();
          if (!isTooLarge(size, elements)) {
            open.add(xml.getText());
          }
        }
        case XMLStreamConstants.ENTITY_REFERENCE -> {
          String reference = "&" + xml.getLocalName() + ";"; // left for whoever cleans the text
          size += reference.length();
          if (!isTooLarge(size, elements)) {
            open.add(reference);
          }
        }
        case END_OF_FILE -> throw new AssertionError("the parser lets no element go unclosed");
        default -> {} // comments and processing instructions
      }
    }
  }

  private static boolean isTooLarge(long size, int elements) {
    return size > LineReader.MAX_LINE_BYTES || elements > MAX_ELEMENTS;
  }

  private Element element() {
    return new Element(xml.getLocalName(), attributes());
  }

  private Element element(Element parent) {
    return new Element(xml.getLocalName(), attributes(), parent);
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    return attributes;
  }

  private int next() throws IOException {
    characters.mark();
    try {
      if (!xml.hasNext()) {
        return END_OF_FILE;
      }
      int event = xml.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> meetNames();
        // Read now: the parser would pass over what is unread as one piece, however long.
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          var _ = xml.getTextLength();
        }
        case XMLStreamConstants.DTD ->
            throw new CorpusException(
                ("%s:%d: a document type declaration, which Akin does not read since it can name"
                        + " other files; take the line that begins with <!DOCTYPE out of the file")
                    .formatted(file, line()));
        default -> {}
      }
      return event;
    } catch (XMLStreamException e) {
      throw notXml(e, line());
    } catch (RuntimeException e) {
      // Woodstox throws its lazy errors unchecked: com.ctc.wstx.exc.WstxLazyException.
      if (e.getCause() instanceof XMLStreamException cause) {
        throw notXml(cause, line());
      }
      throw e;
    }
  }

  private void meetNames() throws CorpusException {
    names.add(xml.getLocalName());
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      names.add(xml.getAttributeLocalName(i));
    }
    if (names.size() > MAX_NAMES) {
      throw new CorpusException(
          "%s:%d: more than %d names of elements and attributes; no format of papers has as many"
              .formatted(file, line(), MAX_NAMES));
    }
  }

  private IOException notXml(XMLStreamException e, long line) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException failure && isOfTheStream(failure)) {
        return failure;
      }
    }
    if (e.getNestedException() instanceof IOException failure && isOfTheStream(failure)) {
      return failure;
    }
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    long at = e.getLocation() == null ? line : Math.max(1, e.getLocation().getLineNumber());
    return new CorpusException(
        "%s:%d: not well-formed XML: %s; what stands before has been read, fetch the file again"
            .formatted(file, at, Text.shortened(reason)));
  }

  /** Woodstox itself throws the other kind, for a character that only XML 1.1 forbids. */
  private static boolean isOfTheStream(IOException failure) {
    return !(failure instanceof CharConversionException);
  }
}
