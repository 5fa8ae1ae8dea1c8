package io.akin.http.discovery;

import io.akin.http.PaperAddress;
import io.akin.index.ListOrder;
import io.akin.index.ListPosition;
import io.akin.index.ListQuery;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.index.PaperPage;
import io.akin.index.PaperView;
import io.akin.paper.Paper;
import io.akin.paper.PublicationDate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages of all papers, by the <a href="https://www.sitemaps.org/protocol.html">protocol of
 * sitemaps</a>: an index of files, each of which begins behind a paper and holds a number of those
 * that follow in the order of identifiers. A file is read from the index as it is sent, a page of
 * papers at a time. Thread-safe.
 */
final class Sitemap {
  /** What the protocol allows; files of so short addresses have half of the bytes they may. */
  private static final int MAX_ADDRESS = 2_047;

  private static final int PAGE = 1_000;

  private final PaperIndex index;
  private final int perFile;
  private @Nullable Object version;
  private List<ListPosition> ends = List.of();

  /**
   * For the papers of an index.
   *
   * @param perFile 1 to {@value ListQuery#MAX_SKIP}
   */
  Sitemap(PaperIndex index, int perFile) {
    if (perFile < 1 || perFile > ListQuery.MAX_SKIP) {
      throw new IllegalArgumentException(
          "a file may have 1 to %,d addresses, got %d".formatted(ListQuery.MAX_SKIP, perFile));
    }
    this.index = index;
    this.perFile = perFile;
  }

  /**
   * Writes the index. What it costs to find where files begin is paid once for a state of the
   * index.
   */
  void writeFiles(String address, OutputStream out) throws IOException {
    List<ListPosition> known = ends();
    try (SitemapWriter writer = new SitemapWriter(out, "sitemapindex", "sitemap")) {
      writer.add(address, Optional.empty());
      for (ListPosition end : known) {
        String after = URLEncoder.encode(end.text(), StandardCharsets.UTF_8);
        writer.add(address + "?after=" + after, Optional.empty());
      }
    }
  }

  /** Where files end that others follow. */
  private synchronized List<ListPosition> ends() throws IOException {
    try (PaperView view = index.view()) {
      if (!view.version().equals(version)) {
        ends = ends(view);
        version = view.version();
      }
      return ends;
    }
  }

  private List<ListPosition> ends(PaperView view) throws IOException {
    List<ListPosition> found = new ArrayList<>();
    Optional<ListPosition> next = Optional.empty();
    do {
      PaperPage last =
          view.list(new ListQuery(PaperFilter.ALL, ListOrder.ID, next, perFile - 1, 1));
      next = last.next();
      next.ifPresent(found::add);
    } while (next.isPresent());
    return List.copyOf(found);
  }

  /**
   * Writes the file that begins behind a paper, or the first.
   *
   * @param pages what there is beside papers, for the first file
   */
  void writePapers(String base, List<String> pages, Optional<ListPosition> after, OutputStream out)
      throws IOException {
    try (SitemapWriter writer = new SitemapWriter(out, "urlset", "url")) {
      if (after.isEmpty()) {
        for (String page : pages) {
          writer.add(base + page, Optional.empty());
        }
      }
      Optional<ListPosition> next = after;
      int left = perFile;
      do {
        PaperPage page = page(next, Math.min(left, PAGE));
        for (Paper paper : page.papers()) {
          add(writer, base, paper);
        }
        left -= page.papers().size();
        next = page.next();
      } while (left > 0 && next.isPresent());
    }
  }

  /** On a view of its own, so that a slow client holds on to no files. */
  private PaperPage page(Optional<ListPosition> after, int limit) throws IOException {
    try (PaperView view = index.view()) {
      return view.list(new ListQuery(PaperFilter.ALL, ListOrder.ID, after, 0, limit));
    }
  }

  private static void add(SitemapWriter writer, String base, Paper paper) throws IOException {
    String address = base + PaperAddress.of(paper.id());
    if (address.length() <= MAX_ADDRESS) {
      writer.add(address, paper.updated().or(paper::published).map(PublicationDate::firstDay));
    }
  }
}
