package io.akin.http.widget;

import io.akin.http.BaseAddress;
import io.akin.http.Freshness;
import io.akin.http.ProblemException;
import io.akin.http.page.Templates;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list as a page of its own, for a frame: complete without a script. Thread-safe. */
final class Frame {
  private static final int NOT_FOUND = 404;

  private final Related related;
  private final Freshness freshness;
  private final BaseAddress base;
  private final Templates templates;

  Frame(Related related, Freshness freshness, BaseAddress base, Templates templates) {
    this.related = related;
    this.freshness = freshness;
    this.base = base;
    this.templates = templates;
  }

  void send(Context context) throws IOException {
    Choices choices = Choices.of(context);
    if (choices.subject().equals(Subject.OF_PAGE)) {
      throw ProblemException.badRequest(
          "name a paper, a title or a text, as in /embed?paper=1706.03762");
    }
    if (freshness.isKnown(context)) {
      return;
    }
    Optional<List<Item>> items = related.to(choices, base.of(context));
    if (items.isEmpty()) {
      context.status(NOT_FOUND);
    }
    templates.send(
        context,
        "widget/embed.peb",
        Map.of("choices", choices, "unknown", items.isEmpty(), "items", items.orElseGet(List::of)),
        Templates.Framing.ANY);
  }
}
