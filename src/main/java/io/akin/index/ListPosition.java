package io.akin.index;

import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.Text;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A place in a list of papers, right behind a paper. It stays what it is when papers come and go,
 * that paper among them.
 *
 * @param values the numbers the paper is placed by, as many as the order has, empty where unknown
 * @param id the identifier the paper is known by
 */
public record ListPosition(ListOrder order, List<OptionalInt> values, PaperId id) {
  public ListPosition {
    values = List.copyOf(values);
    if (values.size() != order.depth()) {
      throw new IllegalArgumentException(
          "a position in the order %s has %d numbers, got %d"
              .formatted(order, order.depth(), values.size()));
    }
  }

  /** The place behind a paper. */
  public static ListPosition behind(Paper paper, ListOrder order) {
    return new ListPosition(order, order.values(paper), paper.id());
  }

  /** One line such as {@code featured,19723,17,arxiv:2306.00978}; {@link #parse} reads it back. */
  public String text() {
    StringBuilder text = new StringBuilder(order.name().toLowerCase(Locale.ROOT));
    for (OptionalInt value : values) {
      text.append(',');
      value.ifPresent(number -> text.append(number));
    }
    return text.append(',').append(id.text()).toString();
  }

  /**
   * Reads what {@link #text} has written, and nothing else.
   *
   * @throws IllegalArgumentException when the text is not so written
   */
  public static ListPosition parse(String text) {
    for (ListOrder order : ListOrder.values()) {
      List<String> parts = List.of(text.split(",", order.depth() + 2));
      if (parts.getFirst().equals(order.name().toLowerCase(Locale.ROOT))
          && parts.size() == order.depth() + 2) {
        return read(order, parts, text);
      }
    }
    throw unreadable(text);
  }

  private static ListPosition read(ListOrder order, List<String> parts, String text) {
    ListPosition position;
    try {
      List<OptionalInt> values =
          parts.subList(1, parts.size() - 1).stream().map(ListPosition::number).toList();
      position = new ListPosition(order, values, PaperId.ofText(parts.getLast()));
    } catch (IllegalArgumentException e) {
      throw (IllegalArgumentException) unreadable(text).initCause(e);
    }
    if (!position.text().equals(text)) { // +5, 05
      throw unreadable(text);
    }
    return position;
  }

  private static OptionalInt number(String digits) {
    return digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "no position in a list of papers: '%s'".formatted(Text.shortened(text)));
  }
}
