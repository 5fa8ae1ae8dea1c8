package io.akin.clean;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Turns entities and the inline elements of HTML and JATS into text. */
final class Markup {
  private static final Pattern BLOCK =
      Pattern.compile(
          "</?(?:p|br|jats:p|jats:sec|jats:title|jats:list|jats:list-item)(?:\\s[^<>]{0,200})?\\s*/?>",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SCRIPT =
      Pattern.compile("<((?:jats:)?su[bp])>([^<>]{1,40})</\\1>", Pattern.CASE_INSENSITIVE);

  /** Elements that are only taken for such where the text closes them as well. */
  private static final Pattern INLINE =
      Pattern.compile(
          "<(/?)((?:jats:|mml:)[a-z-]{1,30}|i|b|em|strong|italic|bold|sub|sup|scp|sc|tt|u|span|a"
              + "|inline-formula|tex-math|math)(?:\\s[^<>]{0,300})?>",
          Pattern.CASE_INSENSITIVE);

  private Markup() {}

  static String removed(String text) {
    String out = text;
    if (out.indexOf('<') >= 0) {
      out = tagsRemoved(out);
    }
    if (out.indexOf('&') >= 0 && out.indexOf(';') >= 0) {
      out = Parser.unescapeEntities(out, true);
    }
    return out;
  }

  private static String tagsRemoved(String text) {
    if (text.indexOf("</") < 0 && !BLOCK.matcher(text).find()) {
      return text;
    }
    String out = SCRIPT.matcher(text).replaceAll(Markup::script);
    out = BLOCK.matcher(out).replaceAll(" ");
    Set<String> closed = new HashSet<>();
    INLINE
        .matcher(out)
        .results()
        .filter(tag -> !tag.group(1).isEmpty())
        .forEach(tag -> closed.add(tag.group(2).toLowerCase(Locale.ROOT)));
    return INLINE
        .matcher(out)
        .replaceAll(
            tag ->
                closed.contains(tag.group(2).toLowerCase(Locale.ROOT))
                    ? ""
                    : Matcher.quoteReplacement(tag.group()));
  }

  private static String script(MatchResult match) {
    boolean up = match.group(1).endsWith("p") || match.group(1).endsWith("P");
    String text = match.group(2).strip();
    String script =
        (up ? LatexSymbols.superscript(text) : LatexSymbols.subscript(text))
            .orElse((up ? "^" : "_") + (text.length() == 1 ? text : "(" + text + ")"));
    return Matcher.quoteReplacement(script);
  }
}
