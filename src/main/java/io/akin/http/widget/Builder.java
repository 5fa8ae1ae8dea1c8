package io.akin.http.widget;

import io.akin.http.BaseAddress;
import io.akin.http.page.Assets;
import io.akin.http.page.Templates;
import io.akin.http.widget.Subject.Kind;
import io.akin.listing.Listings;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page on which a list is put together, shown in each of its forms. Thread-safe. */
final class Builder {
  private final Listings listings;
  private final Related related;
  private final BaseAddress base;
  private final Templates site;
  private final Assets assets;

  /**
   * The page.
   *
   * @param site its layout's
   * @param assets its own
   */
  Builder(Listings listings, Related related, BaseAddress base, Templates site, Assets assets) {
    this.listings = listings;
    this.related = related;
    this.base = base;
    this.site = site;
    this.assets = assets;
  }

  void send(Context context) throws IOException {
    Choices choices = Choices.of(context);
    boolean untouched = context.queryString() == null;
    if (untouched) {
      choices = choices.about(newest());
    }
    boolean ofPage = choices.subject().equals(Subject.OF_PAGE);
    String address = base.of(context);
    Optional<List<Item>> items = ofPage ? Optional.of(List.of()) : related.to(choices, address);
    site.send(
        context,
        "widget/builder.peb",
        Map.of(
            "section",
            "widget",
            "choices",
            choices,
            "ofPage",
            ofPage,
            "unknown",
            items.isEmpty(),
            "items",
            items.orElseGet(List::of),
            "snippets",
            new Snippets(choices, address, assets.integrity(Widget.SCRIPT)),
            "own",
            assets.addresses()));
  }

  /** A paper to begin with. */
  private Subject newest() throws IOException {
    return listings.published(Optional.empty(), 1).papers().stream()
        .findFirst()
        .map(paper -> new Subject(Kind.PAPER, paper.id().text()))
        .orElse(Subject.OF_PAGE);
  }
}
