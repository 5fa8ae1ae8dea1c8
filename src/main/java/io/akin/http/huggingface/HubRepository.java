package io.akin.http.huggingface;

import io.akin.paper.Link;
import io.akin.paper.Paper;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model, a data set or a demonstration that a paper links to.
 *
 * @param id such as {@code facebook/opt-125m}
 */
record HubRepository(Kind kind, String id) {

  /** What repositories hold, and what they are called in addresses and answers. */
  enum Kind {
    MODELS,
    DATASETS,
    SPACES;

    String plural() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Set<String> HOSTS = Set.of("huggingface.co", "www.huggingface.co", "hf.co");

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";
  private static final Pattern PATH =
      Pattern.compile("/(?:(datasets|spaces)/)?(%s/%s)(?:/.*)?".formatted(NAME, NAME));

  /** First parts of paths that are nobody's name. */
  private static final Set<String> PAGES =
      Set.of(
          "api",
          "blog",
          "chat",
          "collections",
          "datasets",
          "docs",
          "join",
          "learn",
          "login",
          "models",
          "new",
          "organizations",
          "papers",
          "posts",
          "pricing",
          "settings",
          "spaces",
          "tasks");

  /** The repositories of a kind that a paper links to, each once. */
  static List<HubRepository> of(Paper paper, Kind kind) {
    return paper.links().stream()
        .map(Link::url)
        .map(HubRepository::at)
        .flatMap(Optional::stream)
        .filter(repository -> repository.kind == kind)
        .distinct()
        .toList();
  }

  private static Optional<HubRepository> at(String url) {
    URI address = URI.create(url);
    if (!HOSTS.contains(String.valueOf(address.getHost()).toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    Matcher path = PATH.matcher(String.valueOf(address.getPath()));
    if (!path.matches()) {
      return Optional.empty();
    }
    String id = path.group(2);
    if (path.group(1) != null) {
      return Optional.of(
          new HubRepository(path.group(1).equals("spaces") ? Kind.SPACES : Kind.DATASETS, id));
    }
    boolean page = PAGES.contains(id.substring(0, id.indexOf('/')));
    return page ? Optional.empty() : Optional.of(new HubRepository(Kind.MODELS, id));
  }
}
