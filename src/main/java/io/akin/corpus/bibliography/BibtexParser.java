package io.akin.corpus.bibliography;

import io.akin.corpus.bibliography.BibtexEntries.Piece.Entry;
import io.akin.paper.Text;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jbibtex.BibTeXDatabase;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXParser;
import org.jbibtex.BibTeXString;
import org.jbibtex.Key;
import org.jbibtex.ObjectResolutionException;
import org.jbibtex.ParseException;
import org.jbibtex.StringValue;
import org.jbibtex.Token;
import org.jbibtex.TokenMgrException;
import org.jbibtex.Value;
import org.jspecify.annotations.Nullable;

/** Parses the entries of one file, one by one, with JBibTeX. Not thread-safe. */
final class BibtexParser {
  private static final int MAX_MACROS = 10_000;
  private static final int MAX_MACRO_LENGTH = 2_000;

  /** The key before the first comma; JBibTeX takes only some characters for one. */
  private static final Pattern KEY = Pattern.compile("([^,={}\"]*+),");

  private final BibTeXParser parser = lenientParser();
  private int macros;

  /**
   * An entry, parsed.
   *
   * @param key as the file has it, empty when it has none
   */
  record Fields(String key, Map<String, Value> values) {
    /** A field's text with its macros put in, or null when the entry lacks the field. */
    @Nullable String text(String name) {
      Value value = values.get(name);
      return value == null ? null : value.toUserString();
    }
  }

  private static BibTeXParser lenientParser() {
    try {
      return new BibTeXParser() {
        /** A macro that is not defined is taken for its name. */
        @Override
        public void checkStringResolution(Key key, @Nullable BibTeXString string) {}

        @Override
        public void checkCrossReferenceResolution(Key key, @Nullable BibTeXEntry entry) {}
      };
    } catch (ParseException e) {
      throw new IllegalStateException("an empty text is no BibTeX", e); // what it begins with
    }
  }

  /**
   * Takes the definition of a macro, for the entries that follow.
   *
   * @throws IllegalArgumentException when it is malformed, or the macros become too many or too
   *     long
   */
  void define(Entry entry) {
    BibTeXDatabase database = parsed("@string{" + entry.body() + "}", entry, 0);
    for (BibTeXString macro : database.getStrings().values()) {
      // Put in once and for all: macros of macros of macros could grow without measure.
      String text = macro.getValue().toUserString();
      if (text.length() > MAX_MACRO_LENGTH || macros == MAX_MACROS) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "more than %,d macros, or one of more than %,d characters: %s",
                MAX_MACROS,
                MAX_MACRO_LENGTH,
                Text.shortened(macro.getKey().getValue())));
      }
      macros++;
      parser.addMacro(
          new BibTeXString(macro.getKey(), new StringValue(text, StringValue.Style.BRACED)));
    }
  }

  /**
   * Parses an entry.
   *
   * @throws IllegalArgumentException when it is malformed, saying where
   */
  Fields parse(Entry entry) {
    Matcher start = KEY.matcher(entry.body());
    boolean keyed = start.lookingAt();
    String key = keyed ? start.group(1).strip() : "";
    String head = keyed ? start.group() : "";
    String fields = entry.body().substring(head.length());
    BibTeXDatabase database =
        parsed("@entry{key," + fields + "}", entry, head.chars().filter(c -> c == '\n').count());
    return new Fields(
        key,
        database.getEntries().values().stream()
            .flatMap(parsed -> parsed.getFields().entrySet().stream())
            .collect(
                Collectors.toMap(
                    field -> field.getKey().getValue().toLowerCase(Locale.ROOT),
                    Map.Entry::getValue)));
  }

  /**
   * Parses the text of an entry.
   *
   * @param before how many line ends of the entry stand before the text
   */
  private BibTeXDatabase parsed(String text, Entry entry, long before) {
    try {
      return parser.parse(new StringReader(text));
    } catch (ParseException e) {
      Token token = e.currentToken == null ? null : e.currentToken.next;
      if (token == null || token.image == null || token.image.isEmpty()) {
        throw new IllegalArgumentException("not BibTeX: a value does not end", e);
      }
      throw new IllegalArgumentException(
          "not BibTeX: in line %d, '%s' cannot stand where it does; is there a comma or a brace missing before it?"
              .formatted(entry.line() + before + token.beginLine - 1, Text.shortened(token.image)),
          e);
    } catch (TokenMgrException | ObjectResolutionException e) {
      throw new IllegalArgumentException(
          "not BibTeX: " + Text.shortened(String.valueOf(e.getMessage())), e);
    }
  }
}
