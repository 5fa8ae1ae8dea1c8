package io.akin.corpus.listing;

import java.util.List;

/**
 * Lines of a saved page that stand together, between blank lines.
 *
 * @param line number of the first
 * @param lines stripped, none blank, at least one
 */
record Block(long line, List<String> lines) {
  String text() {
    return String.join(" ", lines);
  }
}
