package io.akin.http.huggingface;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akin.paper.ArxivId;
import io.akin.paper.Author;
import io.akin.paper.Link;
import io.akin.paper.Organisation;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes papers in the service's form. Nobody has submitted a paper here, claimed it or talked
 * about it, so there are no people but the authors.
 */
final class HubPaper {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private HubPaper() {}

  /**
   * An entry of a list: the paper, and around it what belongs to the list. The facts at the end are
   * in the paper as well; the Python client looks for them here alone, and takes an upvote count of
   * zero in the paper for none.
   */
  static ObjectNode entry(Paper paper) {
    ObjectNode node = JSON.objectNode();
    node.set("paper", paper(paper));
    paper.featured().or(paper::published).ifPresent(day -> put(node, "publishedAt", day));
    node.put("title", paper.title());
    node.put("summary", paper.abstractText());
    node.put("numComments", paper.comments().orElse(0));
    node.put("isAuthorParticipating", false);
    node.put("id", id(paper));
    putFacts(node, paper);
    return node;
  }

  /** A paper by itself, with the repositories it links to. */
  static ObjectNode info(Paper paper) {
    ObjectNode node = paper(paper);
    node.put("numComments", paper.comments().orElse(0));
    for (HubRepository.Kind kind : HubRepository.Kind.values()) {
      ArrayNode linked = repositories(paper, kind);
      String name = kind.plural().substring(0, 1).toUpperCase(Locale.ROOT);
      node.set("linked" + name + kind.plural().substring(1), linked);
      node.put("numTotal" + name + kind.plural().substring(1), linked.size());
    }
    return node;
  }

  /** The repositories of a kind that a paper links to. */
  static ArrayNode repositories(Paper paper, HubRepository.Kind kind) {
    ArrayNode nodes = JSON.arrayNode();
    HubRepository.of(paper, kind).forEach(one -> nodes.addObject().put("id", one.id()));
    return nodes;
  }

  /** The name of a paper in paths: its arXiv number, or another of its identifiers. */
  static String id(Paper paper) {
    return paper.id() instanceof ArxivId arxiv ? arxiv.value() : paper.id().text();
  }

  private static ObjectNode paper(Paper paper) {
    ObjectNode node = JSON.objectNode();
    String id = id(paper);
    node.put("id", id);
    ArrayNode authors = node.putArray("authors");
    for (Author author : paper.authors()) {
      authors
          .addObject()
          .put("_id", HubId.of("author", id + '\n' + author.name()))
          .put("name", author.name())
          .put("hidden", false);
    }
    paper.published().ifPresent(day -> put(node, "publishedAt", day));
    paper.featured().ifPresent(day -> put(node, "submittedOnDailyAt", day));
    node.put("title", paper.title());
    node.put("summary", paper.abstractText());
    node.put("discussionId", HubId.of("discussion", id));
    putFacts(node, paper);
    if (paper.withdrawn()) {
      paper.updated().or(paper::published).ifPresent(day -> put(node, "withdrawnAt", day));
    }
    return node;
  }

  private static void putFacts(ObjectNode node, Paper paper) {
    node.put("upvotes", paper.upvotes().orElse(0));
    ArrayNode keywords = node.putArray("ai_keywords");
    paper.keywords().forEach(keywords::add);
    paper.organisation().ifPresent(home -> node.set("organization", organisation(home)));
    link(paper, Link.Kind.PROJECT).ifPresent(url -> node.put("projectPage", url));
    link(paper, Link.Kind.CODE).ifPresent(url -> node.put("githubRepo", url));
  }

  /**
   * The same picture twice: some of the service's clients look for it by one name, some the other.
   */
  private static ObjectNode organisation(Organisation organisation) {
    String id = HubId.of("organisation", organisation.slug());
    return JSON.objectNode()
        .put("_id", id)
        .put("name", organisation.slug())
        .put("fullname", organisation.name())
        .put("avatar", Avatar.path(id))
        .put("avatarUrl", Avatar.path(id));
  }

  /** The first link of a kind; source code counts where the service can show it. */
  private static Optional<String> link(Paper paper, Link.Kind kind) {
    return paper.links().stream()
        .filter(link -> link.kind() == kind)
        .map(Link::url)
        .filter(url -> kind != Link.Kind.CODE || isOnGithub(url))
        .findFirst();
  }

  private static boolean isOnGithub(String url) {
    String host = URI.create(url).getHost().toLowerCase(Locale.ROOT);
    return List.of("github.com", "www.github.com").contains(host);
  }

  /** Midnight of the first day it may have been; clients read no time that does not end in Z. */
  private static void put(ObjectNode node, String key, PublicationDate date) {
    node.put(key, date.firstDay() + "T00:00:00.000Z");
  }
}
