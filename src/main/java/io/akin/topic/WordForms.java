package io.akin.topic;

import java.util.Locale;

/** What is left of a word when case, number, hyphens and British spelling do not count. */
final class WordForms {
  private WordForms() {}

  /** Two words with the same key are one. Never shown to people. */
  static String key(String surface) {
    StringBuilder key = new StringBuilder(surface.length());
    for (String part : surface.split("[-\u2010\u2011]", -1)) {
      boolean acronym = part.length() > 1 && part.equals(part.toUpperCase(Locale.ROOT));
      String word = part.replaceFirst("['\u2019]s?$", "").toLowerCase(Locale.ROOT);
      key.append(acronym ? word : spelling(singular(word)));
    }
    return key.toString();
  }

  /** By the rules of the S stemmer of Harman (1991), with those for words from Greek. */
  private static String singular(String word) {
    int length = word.length();
    if (length < 4
        || !word.endsWith("s")
        || word.endsWith("ss")
        || word.endsWith("us")
        || word.endsWith("is")
        || word.endsWith("ics")
        || word.endsWith("ias")) {
      return word;
    }
    if (word.endsWith("ies") && length > 4) {
      return word.substring(0, length - 3) + "y";
    }
    if (word.endsWith("yses") || word.endsWith("theses")) {
      return word.substring(0, length - 2) + "is";
    }
    if (word.endsWith("trices")) {
      return word.substring(0, length - 4) + "ix";
    }
    if (word.endsWith("xes")
        || word.endsWith("ches")
        || word.endsWith("shes")
        || word.endsWith("sses")) {
      return word.substring(0, length - 2);
    }
    return word.substring(0, length - 1);
  }

  private static String spelling(String word) {
    if (word.endsWith("isation")) {
      return word.substring(0, word.length() - 7) + "ization";
    }
    if (word.endsWith("lling")) {
      return word.substring(0, word.length() - 4) + "ing";
    }
    return word.endsWith("iour") ? word.substring(0, word.length() - 4) + "ior" : word;
  }
}
