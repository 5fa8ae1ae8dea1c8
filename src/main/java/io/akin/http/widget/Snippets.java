package io.akin.http.widget;

import io.akin.http.widget.Subject.Kind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people copy into their pages.
 *
 * @param base the beginning of this server's addresses
 * @param integrity of the script
 */
public record Snippets(Choices choices, String base, String integrity) {
  /** The element, with a script that runs only if it is this version's. */
  public String pinned() {
    return element(" integrity=\"" + integrity + "\" crossorigin=\"anonymous\"");
  }

  /** The element, with a script of whatever version the server has. */
  public String unpinned() {
    return element("");
  }

  private String element(String check) {
    StringBuilder tag = new StringBuilder();
    tag.append("<script type=\"module\" src=\"")
        .append(escaped(base + "/widget.js"))
        .append('"')
        .append(check)
        .append("></script>\n<akin-related");
    Subject subject = choices.subject();
    attribute(tag, subject.kind().attribute(), subject.value(), "");
    attribute(tag, "limit", Integer.toString(choices.limit()), "");
    attribute(tag, "theme", choices.theme(), Choices.AUTO);
    attribute(tag, "heading", choices.heading(), "");
    attribute(
        tag,
        "heading-level",
        Integer.toString(choices.level()),
        Integer.toString(Choices.USUAL_LEVEL));
    attribute(tag, "links", choices.links(), Choices.SITE);
    tag.append(choices.why() ? " why" : "");
    attribute(tag, "style", "display:block;min-height:" + choices.heightEm() + "em", "");
    tag.append('>');
    if (subject.kind() != Kind.PAGE) {
      tag.append("\n  <a href=\"").append(escaped(frameAddress())).append("\">");
      tag.append(escaped(choices.shownHeading())).append("</a>\n");
    }
    return tag.append("</akin-related>").toString();
  }

  private static void attribute(StringBuilder tag, String name, String value, String usual) {
    if (!value.isEmpty() && !value.equals(usual)) {
      tag.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }
  }

  /** The rule for a style sheet where a page may not have styles in its tags. */
  public String rule() {
    return "akin-related{display:block;min-height:" + choices.heightEm() + "em}";
  }

  /** The list as a frame, in which no script runs. */
  public String frame() {
    return """
    <iframe src="%s" title="%s" width="100%%" height="%d" style="border:0" loading="lazy"
      sandbox="allow-top-navigation-by-user-activation"></iframe>"""
        .formatted(escaped(frameAddress()), escaped(choices.shownHeading()), choices.heightPx());
  }

  public String frameAddress() {
    return base + "/embed?" + choices.query();
  }

  /** The list as it is now, as markup alone. */
  public String markup(List<Item> items) {
    return items.stream()
        .map(Snippets::markup)
        .collect(
            Collectors.joining(
                "",
                "<section>\n  <h%d>%s</h%1$d>\n  <ol>\n"
                    .formatted(choices.level(), escaped(choices.shownHeading())),
                "  </ol>\n</section>"));
  }

  private static String markup(Item item) {
    String language = item.language().isEmpty() ? "" : " lang=\"" + escaped(item.language()) + "\"";
    String more =
        (item.byline().isEmpty() ? "" : "<br>" + escaped(item.byline()))
            + (item.why().isEmpty() ? "" : "<br>Shared: " + escaped(item.why()));
    return "    <li><a href=\"%s\"%s>%s</a>%s</li>\n"
        .formatted(escaped(item.address()), language, escaped(item.title()), more);
  }

  /** What to write where a page is to show the list in its own way. */
  public String recipe() {
    Subject subject = choices.subject();
    String question = "k=" + choices.limit() + "&fields=id,title";
    String address =
        switch (subject.kind()) {
          case PAPER -> "/api/v1/papers/" + Choices.encoded(subject.value()) + "/related?";
          case TITLE, TEXT -> "/api/v1/search?q=" + Choices.encoded(subject.value()) + "&";
          case PAGE -> "/api/v1/papers/1706.03762/related?";
        };
    return """
    const server = "%s";
    const answer = await fetch(`${server}%s`, {
      credentials: "omit",
      signal: AbortSignal.timeout(2000),
    });
    if (!answer.ok) throw new Error(`related papers: status ${answer.status}`);
    for (const paper of (await answer.json()).results) {
      const link = document.createElement("a");
      link.href = `${server}/papers/${encodeURIComponent(paper.id)}`;
      link.textContent = paper.title; // never innerHTML: it is text that others wrote
      document.querySelector("#related").append(link);
    }"""
        .formatted(base, address + question);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
