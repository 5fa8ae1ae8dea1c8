package io.akin.eval;

import java.util.Comparator;

/**
 * The order of code points, which is that of the UTF-8 bytes: how trec_eval and Python sort. {@link
 * String#compareTo} puts characters outside of the basic plane before some inside.
 */
enum CodePointOrder implements Comparator<String> {
  ASCENDING;

  @Override
  public int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? Character.compare(x, y)
            : Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
