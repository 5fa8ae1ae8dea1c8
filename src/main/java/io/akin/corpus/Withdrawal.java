package io.akin.corpus;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from what authors write whether a paper has been taken back. */
public final class Withdrawal {
  private static final Pattern COMMENT =
      Pattern.compile(
          "(?i)\\A\\W{0,5}(?:withdrawn|retracted)\\b(?! from (?!arxiv))"
              + "|\\b(?:paper|article|submission|manuscript|preprint|work|version|it)\\s+"
              + "(?:(?:has|have|had)\\s+been\\s+|is\\s+|was\\s+|being\\s+)?(?:now\\s+)?"
              + "(?:temporarily\\s+)?(?:withdrawn|retracted)\\b(?! from (?!arxiv))"
              + "|\\b(?:withdrawn|retracted)\\s+by\\s+(?:the\\s+)?(?:authors?|arxiv)\\b");
  private static final Pattern ABSTRACT =
      Pattern.compile(
          "(?i)\\A\\W{0,5}(?:(?:this|the)\\s+)?(?:paper|article|submission|manuscript|preprint|work)"
              + "\\s+(?:(?:has|have)\\s+been\\s+|is\\s+|was\\s+)(?:now\\s+)?(?:temporarily\\s+)?"
              + "(?:withdrawn|retracted)\\b(?! from (?!arxiv))");

  /** Authors say it first; further on they write of other things that are withdrawn. */
  private static final int BEGINNING = 500;

  private Withdrawal() {}

  /** Whether the authors' comments, or the words in place of the abstract, say so. */
  public static boolean isNoticed(@Nullable String comments, String abstractText) {
    return (comments != null && COMMENT.matcher(beginning(comments)).find())
        || ABSTRACT.matcher(beginning(abstractText)).find();
  }

  private static String beginning(String text) {
    String stripped = text.strip();
    return stripped.substring(0, Math.min(stripped.length(), BEGINNING));
  }
}
