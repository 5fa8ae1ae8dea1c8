package io.akin.paper;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of languages as sources write them, and the codes of ISO 639-1 that a paper has. */
public final class Language {
  /** Codes that have been replaced, and are read as what replaced them. */
  private static final Map<String, String> FORMER = Map.of("iw", "he", "in", "id", "ji", "yi");

  /** The two-letter codes in use. */
  private static final Set<String> CODES = new TreeSet<>(List.of(Locale.getISOLanguages()));

  private static final Pattern TAG = Pattern.compile("([a-z]{2,3})[-_].+");

  static {
    CODES.removeAll(FORMER.keySet());
  }

  private Language() {}

  /**
   * The code of a language that is written as a code of two or three letters ({@code en}, {@code
   * eng}), as a tag ({@code en-US}, {@code pt_BR}), as an English name ({@code English}), or as
   * LaTeX calls it ({@code ngerman}). Empty when it is none of these, several languages, or one
   * without a code of two letters.
   */
  public static Optional<String> parse(String text) {
    String name = Text.oneLine(text).toLowerCase(Locale.ROOT);
    Matcher tag = TAG.matcher(name);
    return Optional.ofNullable(Names.ALL.get(tag.matches() ? tag.group(1) : name));
  }

  /** Refuses what is no code of ISO 639-1 in lower case. */
  static void requireCode(String code) {
    if (!CODES.contains(code)) {
      throw new IllegalArgumentException(
          "language is '%s', want a code of ISO 639-1 such as en".formatted(Text.shortened(code)));
    }
  }

  /** Apart, since Java takes its time to name all languages, and most runs read codes alone. */
  private static final class Names {
    /** Codes of ISO 639-2 that libraries use beside those of ISO 639-3. */
    private static final String OF_LIBRARIES =
        "alb sq,arm hy,baq eu,bur my,chi zh,cze cs,dut nl,fre fr,geo ka,ger de,gre el,ice is,"
            + "mac mk,may ms,per fa,rum ro,slo sk,tib bo,wel cy";

    /** Options of LaTeX's babel, and languages in their own words. */
    private static final String OTHERS =
        "american en,australian en,british en,canadian en,newzealand en,ukenglish en,usenglish en,"
            + "austrian de,naustrian de,ngerman de,nswissgerman de,swissgerman de,acadian fr,"
            + "canadien fr,francais fr,frenchb fr,brazil pt,brazilian pt,portuges pt,mexican es,"
            + "bahasa id,farsi fa,magyar hu,polutonikogreek el,mandarin zh,slovene sl,"
            + "deutsch de,français fr,español es,castellano es,italiano it,português pt,"
            + "nederlands nl,polski pl,русский ru,українська uk,中文 zh,日本語 ja,한국어 ko";

    /** What stands for a code, in lower case. */
    static final Map<String, String> ALL = new HashMap<>(FORMER);

    static {
      for (String code : CODES) {
        Locale locale = Locale.of(code);
        ALL.put(code, code);
        ALL.put(locale.getISO3Language(), code);
        ALL.put(locale.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
      }
      for (String pair : (OF_LIBRARIES + "," + OTHERS).split(",", -1)) {
        String[] parts = pair.split(" ", -1);
        ALL.put(parts[0], parts[1]);
      }
    }

    private Names() {}
  }
}
