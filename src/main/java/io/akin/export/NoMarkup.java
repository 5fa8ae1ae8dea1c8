package io.akin.export;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import org.jspecify.annotations.Nullable;

/** JSON without the characters that HTML has a meaning for: it may stand in a page. */
final class NoMarkup extends CharacterEscapes {
  private static final long serialVersionUID = 1;

  @Override
  public int[] getEscapeCodesForAscii() {
    int[] escapes = standardAsciiEscapesForJSON();
    for (char c : new char[] {'<', '>', '&'}) {
      escapes[c] = ESCAPE_STANDARD;
    }
    return escapes;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int c) {
    return null; // none of our own
  }
}
