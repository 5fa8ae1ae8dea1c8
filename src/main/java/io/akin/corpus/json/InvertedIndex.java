package io.akin.corpus.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An abstract that is given as its words and the places at which each of them stands. */
final class InvertedIndex {
  /** More than a paper may have, so that a longer text is refused and not cut. */
  private static final int MAX_CHARACTERS = 200_000;

  private InvertedIndex() {}

  private record Place(int position, String word) {}

  /**
   * The words in their order. Places that no word has are passed over, and so are those that are no
   * whole number from 0 on.
   */
  static String text(JsonNode index) {
    List<Place> places = new ArrayList<>();
    index.forEachEntry(
        (word, positions) -> {
          for (JsonNode position : positions) {
            if (position.isInt() && position.intValue() >= 0) {
              places.add(new Place(position.intValue(), word));
            }
          }
        });
    places.sort(Comparator.comparingInt(Place::position));
    StringBuilder text = new StringBuilder();
    for (Place place : places) {
      if (text.length() > MAX_CHARACTERS) {
        break;
      }
      text.append(text.isEmpty() ? "" : " ").append(place.word());
    }
    return text.toString();
  }
}
