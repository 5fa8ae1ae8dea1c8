package io.akin.corpus;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells by the words of arXiv's authors and administrators that a paper has been taken back: arXiv
 * has no field for it. A paper about papers that were withdrawn is none.
 */
public final class Withdrawal {
  private static final String WORK =
      "(?:paper|article|manuscript|preprint|e-?print|submission|work|note|letter|report|draft"
          + "|document|comment|chapter|thesis|survey|review)";

  private static final String GONE = "(?:withdrawn|retracted)\\b(?! from (?!(?:the )?arxiv))";

  private static final String HAS_BEEN =
      "(?:(?:is|was|has|have|had|been|being|be|now|to|will|should|must|since|temporarily|hereby"
          + "|voluntarily|officially|formally|already|therefore|thus|permanently|and) ){1,6}";

  /** A work that speaks of itself; "a part of this paper" and a quoted notice do not. */
  private static final Pattern OF_ITSELF =
      Pattern.compile(
          "(?<![\"'“”‘’`«])(?<!\\b(?:of|in|from|to|with) )\\b(?:this|our|my)(?: arxiv)? (?:"
              + WORK
              + "|version) "
              + HAS_BEEN.replace("{1,6}", "{0,6}")
              + GONE);

  /** The same at the beginning of a text, where nothing else can be meant. */
  private static final Pattern FIRST =
      Pattern.compile(
          "^[\\W_]*(?:(?:the |this |our )?(?:arxiv )?"
              + WORK
              + " (?:"
              + HAS_BEEN
              + ")?|(?:temporarily |now |has been |was )?)"
              + GONE
              + "(?=[\\W_]*$|[.,;:!)\\]]| (?:by (?:the |its )?(?:\\w+ )?"
              + "(?:authors?|submitters?|arxiv|admin\\w*|owner|me|us)\\b"
              + "|due to|because|since|owing|pending|until|temporarily|as (?:it|the|there)\\b"
              + "|for (?:now|revision|the time)|in order|to be|on \\d|from (?:the )?arxiv))");

  private static final Pattern BY_AUTHORS =
      Pattern.compile(
          GONE
              + " by (?:the |its )?(?:\\w+ )?"
              + "(?:authors?|submitters?|arxiv|administrators?|admins?|owners?|me|us)\\b");

  private static final Pattern THEY_WITHDRAW =
      Pattern.compile(
          "\\b(?:i|we|the authors?|the submitter) (?:(?:have|has|had|hereby|now|decided to|wish to"
              + "|would like to|am|are) ){0,3}(?:withdraw|withdrawn|withdraws|withdrew|withdrawing"
              + "|retract|retracted|retracting) (?:this|our|my) (?:\\w+ )?"
              + WORK
              + "\\b");

  /** Words before the notice by which it is of something else: another paper, a part, a version. */
  private static final Pattern OF_ANOTHER =
      Pattern.compile(
          "\\b(?:replac|supersed|previous|earlier|former|original|old|first|second|another|other)"
              + "|\\bv\\d|\\bversions? |\\d{4}\\.\\d{4}|\\b[a-z-]{2,12}/\\d{7}|\\b(?:theorems?|lemmas?"
              + "|sections?|sec|appendix|corollary|propositions?|figures?|tables?|conjecture"
              + "|claims?|parts?|proofs?|results?) (?:\\w+ ){0,4}$");

  private static final Pattern CLAUSE_END = Pattern.compile("[.;,:]\\s|\\s-+\\s|[()\\[\\]]");
  private static final Pattern SENTENCE_END = Pattern.compile("[.;!?]\\s");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Longer than abstracts are; a text of megabytes would keep the patterns busy. */
  private static final int MAX_CHARACTERS = 4_000;

  private Withdrawal() {}

  /**
   * Whether the paper has been taken back.
   *
   * @param comments the authors' remarks, as arXiv shows them under "Comments"
   * @param abstractText the abstract, which the notice may replace, or empty
   */
  public static boolean isNoticed(@Nullable String comments, String abstractText) {
    return (comments != null && mayHold(comments) && isNoticedInComments(plain(comments)))
        || (mayHold(abstractText) && isNoticedInAbstract(plain(abstractText)));
  }

  /** Few texts have the word: to look for it first costs a hundredth of the patterns. */
  private static boolean mayHold(String text) {
    return text.contains("ithdr")
        || text.contains("ITHDR")
        || text.contains("etract")
        || text.contains("ETRACT");
  }

  private static String plain(String text) {
    String beginning = text.strip();
    beginning = beginning.substring(0, Math.min(beginning.length(), MAX_CHARACTERS));
    return SPACE.matcher(beginning.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  private static boolean isNoticedInAbstract(String text) {
    return OF_ITSELF.matcher(text).find()
        || FIRST.matcher(text).find()
        || THEY_WITHDRAW.matcher(text).find();
  }

  private static boolean isNoticedInComments(String text) {
    if (isNoticedInAbstract(text)) {
      return true;
    }
    for (String sentence : SENTENCE_END.split(text, -1)) {
      Matcher by = BY_AUTHORS.matcher(sentence);
      if (by.find() && isOfThisPaper(sentence.substring(0, by.start()))) {
        return true;
      }
      Matcher end = CLAUSE_END.matcher(sentence);
      int start = 0;
      boolean more;
      do {
        more = end.find();
        String clause = sentence.substring(start, more ? end.start() : sentence.length());
        if (FIRST.matcher(clause).find() && isOfThisPaper(sentence.substring(0, start))) {
          return true;
        }
        start = more ? end.end() : start;
      } while (more);
    }
    return false;
  }

  private static boolean isOfThisPaper(String before) {
    return !OF_ANOTHER.matcher(before).find();
  }
}
