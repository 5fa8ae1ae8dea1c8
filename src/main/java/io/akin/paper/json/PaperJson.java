package io.akin.paper.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.paper.Author;
import io.akin.paper.Language;
import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads a paper as a JSON object. What is written is read back as an equal paper; what
 * is unknown is left out. Thread-safe.
 *
 * <p>The form is documented in the README under "Papers as JSON Lines", and key by key in the JSON
 * Schema {@code paper.schema.json}.
 */
public final class PaperJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VERSION =
      Pattern.compile("(?:\\d{4}\\.\\d{4,5}|/\\d{7})v([1-9]\\d{0,3})$");

  private PaperJson() {}

  /** All that is known of a paper. */
  public static ObjectNode write(Paper paper) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", paper.id().text());
    ArrayNode ids = node.putArray("ids");
    paper.ids().forEach(id -> ids.add(id.text()));
    node.put("title", paper.title());
    paper.titleSource().ifPresent(text -> node.put("title_source", text));
    if (!paper.abstractText().isEmpty()) {
      node.put("abstract", paper.abstractText());
    }
    paper.abstractSource().ifPresent(text -> node.put("abstract_source", text));
    paper.language().ifPresent(code -> node.put("language", code));
    putAll(node, "authors", paper.authors().stream().map(Author::name).toList());
    if (paper.authorCount() > paper.authors().size()) {
      node.put("author_count", paper.authorCount());
    }
    paper
        .organisation()
        .ifPresent(
            organisation ->
                node.putObject("organisation")
                    .put("slug", organisation.slug())
                    .put("name", organisation.name()));
    paper.published().ifPresent(date -> node.put("published", date.toString()));
    paper.updated().ifPresent(date -> node.put("updated", date.toString()));
    paper.version().ifPresent(number -> node.put("version", number));
    if (paper.withdrawn()) {
      node.put("withdrawn", true);
    }
    paper.featured().ifPresent(date -> node.put("featured", date.toString()));
    paper.venue().ifPresent(venue -> node.put("venue", venue));
    putAll(node, "categories", paper.categories());
    putAll(node, "keywords", paper.keywords());
    if (!paper.links().isEmpty()) {
      ArrayNode links = node.putArray("links");
      for (Link link : paper.links()) {
        links.addObject().put("kind", nameOf(link.kind())).put("url", link.url());
      }
    }
    paper.upvotes().ifPresent(count -> node.put("upvotes", count));
    paper.comments().ifPresent(count -> node.put("comments", count));
    return node;
  }

  private static void putAll(ObjectNode node, String key, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = node.putArray(key);
      values.forEach(array::add);
    }
  }

  private static String nameOf(Link.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a paper. Beside the keys {@link #write} uses, it accepts the usual other names of the
   * same facts (arxiv_id, doi, summary, url, code, project, organization, num_comments,
   * submitted_on); authors may be names or objects with a name. Other keys are passed over.
   *
   * @throws IllegalArgumentException when a fact is missing or malformed, saying which
   */
  public static Paper read(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("want a JSON object, got " + kindOf(node));
    }
    Paper.Builder paper = Paper.titled(text(node, "title").orElse(""));
    paper.ids(ids(node));
    text(node, "title_source").ifPresent(paper::titleSource);
    text(node, "abstract_source").ifPresent(paper::abstractSource);
    text(node, "abstract").or(() -> text(node, "summary")).ifPresent(paper::abstractText);
    language(node).ifPresent(paper::language);
    paper.authors(authors(node));
    number(node, "author_count").ifPresent(paper::authorCount);
    organisation(node).ifPresent(paper::organisation);
    date(node, "published").ifPresent(paper::published);
    date(node, "updated").ifPresent(paper::updated);
    OptionalInt version = number(node, "version");
    (version.isPresent() ? version : versionInId(node)).ifPresent(paper::version);
    paper.withdrawn(flag(node, "withdrawn"));
    date(node, "featured").or(() -> date(node, "submitted_on")).ifPresent(paper::featured);
    text(node, "venue").ifPresent(paper::venue);
    paper.categories(texts(node, "categories"));
    paper.keywords(texts(node, "keywords"));
    paper.links(links(node));
    number(node, "upvotes").ifPresent(paper::upvotes);
    OptionalInt comments = number(node, "comments");
    (comments.isPresent() ? comments : number(node, "num_comments")).ifPresent(paper::comments);
    return paper.build();
  }

  private static List<PaperId> ids(JsonNode node) {
    List<PaperId> ids = new ArrayList<>();
    Consumer<String> add =
        text ->
            ids.add(
                PaperId.parse(text)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                ("id is not an identifier: '%s'. Want arxiv:2306.00978, doi:10.…/…,"
                                        + " or source:identifier without white space")
                                    .formatted(Text.shortened(text)))));
    text(node, "id").ifPresent(add);
    texts(node, "ids").forEach(add);
    text(node, "arxiv_id").map(id -> prefixed("arxiv:", id)).ifPresent(add);
    text(node, "doi").map(id -> prefixed("doi:", id)).ifPresent(add);
    return ids;
  }

  /** The version behind an arXiv number, {@code 2306.00978v2}, which identifiers do not keep. */
  private static OptionalInt versionInId(JsonNode node) {
    for (String key : List.of("id", "arxiv_id")) {
      Matcher version = VERSION.matcher(text(node, key).orElse(""));
      if (version.find()) {
        return OptionalInt.of(Integer.parseInt(version.group(1)));
      }
    }
    return OptionalInt.empty();
  }

  private static String prefixed(String scheme, String id) {
    return id.contains(":") ? id : scheme + id;
  }

  private static Optional<String> language(JsonNode node) {
    return text(node, "language")
        .map(
            name ->
                Language.parse(name)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "language is '%s', want one of ISO 639 such as en"
                                    .formatted(Text.shortened(name)))));
  }

  /** A date is text; a year may be a number. */
  private static Optional<PublicationDate> date(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return (value.isInt() ? Optional.of(value.asText()) : text(node, key))
        .map(PublicationDate::parse);
  }

  private static boolean flag(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(
          "%s is %s, want true or false".formatted(key, kindOf(value)));
    }
    return value.booleanValue();
  }

  private static List<Author> authors(JsonNode node) {
    List<Author> authors = new ArrayList<>();
    for (JsonNode author : array(node, "authors")) {
      String name =
          author.isObject() ? text(author, "name").orElse("") : requireText("authors", author);
      authors.add(new Author(name));
    }
    return authors;
  }

  private static Optional<Organisation> organisation(JsonNode node) {
    JsonNode value =
        node.hasNonNull("organisation") ? node.get("organisation") : node.get("organization");
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (value.isObject()) {
      String name = text(value, "name").or(() -> text(value, "slug")).orElse("");
      return Optional.of(new Organisation(text(value, "slug").orElse(name), name));
    }
    String name = requireText("organisation", value);
    return Optional.of(new Organisation(name, name));
  }

  private static List<Link> links(JsonNode node) {
    List<Link> links = new ArrayList<>();
    for (JsonNode link : array(node, "links")) {
      String kind = text(link, "kind").orElse("page");
      links.add(new Link(kindNamed(kind), text(link, "url").orElse("")));
    }
    text(node, "url").ifPresent(url -> links.add(new Link(Link.Kind.PAGE, url)));
    text(node, "code").ifPresent(url -> links.add(new Link(Link.Kind.CODE, url)));
    text(node, "project").ifPresent(url -> links.add(new Link(Link.Kind.PROJECT, url)));
    return links;
  }

  private static Link.Kind kindNamed(String name) {
    for (Link.Kind kind : Link.Kind.values()) {
      if (nameOf(kind).equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "kind of a link is '%s', want page, code or project".formatted(Text.shortened(name)));
  }

  private static Optional<String> text(JsonNode node, String key) {
    JsonNode value = node.get(key);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(requireText(key, value)).filter(text -> !text.isBlank());
  }

  private static String requireText(String key, JsonNode value) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException("%s is %s, want text".formatted(key, kindOf(value)));
    }
    return value.textValue();
  }

  private static List<String> texts(JsonNode node, String key) {
    List<String> texts = new ArrayList<>();
    array(node, key).forEach(value -> texts.add(requireText(key, value)));
    return texts;
  }

  private static Iterable<JsonNode> array(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw new IllegalArgumentException("%s is %s, want an array".formatted(key, kindOf(value)));
    }
    return value;
  }

  private static OptionalInt number(JsonNode node, String key) {
    @Nullable JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return OptionalInt.empty();
    }
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw new IllegalArgumentException(
          "%s is %s, want a whole number".formatted(key, kindOf(value)));
    }
    return OptionalInt.of(value.intValue());
  }

  private static String kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "text";
      case NUMBER -> "the number " + (value.toString().length() > 20 ? "…" : value);
      case BOOLEAN -> "a truth value";
      default -> "null";
    };
  }
}
