package io.akin.recommend.why;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A paper's sentences. Java's {@link BreakIterator} finds them; what it takes for an end in
 * scientific text and is none is mended: abbreviations, initials, split decimals, brackets that are
 * still open, and a citation behind the full stop. Never fails, whatever the text, of which {@value
 * #MOST_CHARACTERS} characters are looked at.
 */
public final class Sentences {
  /** The most sentences of a paper; what comes after them is left out. */
  public static final int MOST = 40;

  /** Longer sentences are cut, behind a clause if there is one, so that none is dear to encode. */
  public static final int MOST_WORDS = 60;

  /** What is shorter says too little by itself, and is joined to its neighbour. */
  static final int FEWEST_WORDS = 4;

  /** A sentence is cut behind a clause only if this many words are before it. */
  private static final int FEWEST_WORDS_BEFORE_CUT = 20;

  /** What is further before an end does not matter to it; keeps odd texts from taking long. */
  private static final int LOOK_BACK = 500;

  /** The longest text that is looked at: {@value #MOST} sentences are seldom longer. */
  private static final int MOST_CHARACTERS = 20_000;

  /**
   * Ends that Java does not see: a full stop that lost the space behind it ({@code works.We}), and
   * one before a number or a citation.
   */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "\\p{Ll}{2}[.!?](?=\\p{Lu}\\p{Ll}* )|\\p{L}{2}[.!?][\"')\\]]? (?=[\\[(]?\\d)");

  private static final Pattern CITATIONS =
      Pattern.compile("(?:\\[\\d+(?: ?[,;–-] ?\\d+)*\\][.,]? ?)+");

  private static final Pattern ENUMERATOR =
      Pattern.compile("\\(?(?:\\d{1,2}|[ivx]{1,4}|[a-h])[.)]");

  private static final Pattern INITIALS = Pattern.compile("(?:\\p{Lu}\\p{M}*\\.-?)+");
  private static final Pattern START_OF_DECIMAL = Pattern.compile("[^\\p{L}]*\\d{1,3}\\.");
  private static final Pattern NUMBER_SIGN =
      Pattern.compile(
          "(?:no|nos|art|p|pp|vol|ch|app|ver|v|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.");

  /** A sentence does not end with these. */
  private static final Set<String> NEVER_LAST =
      Words.setOf(
          """
          e.g. eg. i.e. ie. fig. figs. eq. eqs. eqn. vs. v.s. cf. dr. prof. mr. mrs. ms. sec.
          sect. tab. ref. refs. thm. prop. lem. cor. def. alg. w.r.t. wrt. s.t. viz. ca. incl.
          esp. resp. approx.
          """);

  /** A sentence may end with these: it does if the next word is one that begins sentences. */
  private static final Set<String> SELDOM_LAST =
      Words.setOf(
          """
          al. st. i.i.d. iid. a.k.a. inc. ltd. jr. dept. univ. ph.d. a.m. p.m.
          """);

  private static final Set<String> FIRST_WORDS =
      Words.setOf(
          """
          a additionally all although an another as at because both but by each experiments
          extensive finally first for from further furthermore given hence here how however if in
          instead it its many moreover most no on one our results second several since some such
          that the their then there therefore these they this those thus to two unlike using we
          what when where whereas while with yet
          """);

  private Sentences() {}

  /**
   * The sentences of a paper, the title first, which is one whatever it is; empty texts have none.
   * White space and control characters become single spaces.
   *
   * @return at most {@value #MOST}, each of at most {@value #MOST_WORDS} words; an ideograph is a
   *     word, and so are 24 characters without a space
   */
  public static List<String> of(String title, String abstractText) {
    List<String> sentences = new ArrayList<>();
    String first = readable(title);
    if (!first.isEmpty()) {
      addCut(first, sentences);
      sentences = new ArrayList<>(sentences.subList(0, 1));
    }
    for (String sentence : joined(readable(abstractText))) {
      addCut(sentence, sentences);
    }
    return List.copyOf(sentences.subList(0, Math.min(MOST, sentences.size())));
  }

  private static String readable(String text) {
    int end = Math.min(text.length(), MOST_CHARACTERS);
    if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--; // half a character is none
    }
    int fine = 0; // most texts are, to their end
    while (fine < end && (!isSpace(text.charAt(fine)) || isFineSpace(text, fine))) {
      fine++;
    }
    StringBuilder readable = new StringBuilder(end).append(text, 0, fine);
    for (int i = fine; i < end; i++) {
      char character = text.charAt(i);
      if (!isSpace(character)) {
        readable.append(character);
      } else if (!readable.isEmpty() && readable.charAt(readable.length() - 1) != ' ') {
        readable.append(' ');
      }
    }
    return readable.toString().stripTrailing();
  }

  private static boolean isFineSpace(String text, int place) {
    return text.charAt(place) == ' ' && place > 0 && text.charAt(place - 1) != ' ';
  }

  /** Control characters, white space of any kind, and what stands for characters lost. */
  private static boolean isSpace(char character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> character == '\uFFFD';
    };
  }

  /** Whole sentences, none of them short unless it is the only one. */
  private static List<String> joined(String text) {
    List<String> joined = new ArrayList<>();
    int start = 0;
    for (int end : ends(text)) {
      if (joined.size() > MOST) {
        break;
      }
      String sentence = text.substring(start, end).strip();
      boolean lastIsShort = !joined.isEmpty() && isShort(joined.getLast());
      if (lastIsShort || (!joined.isEmpty() && isShort(sentence))) {
        joined.add(joined.removeLast() + " " + sentence);
      } else if (!sentence.isEmpty()) {
        joined.add(sentence);
      }
      start = end;
    }
    return joined;
  }

  private static boolean isShort(String sentence) {
    return sentence.length() < 200 && Words.of(sentence).count() < FEWEST_WORDS;
  }

  /** Offsets behind the sentences, the last of them the length of the text. */
  private static List<Integer> ends(String text) {
    BreakIterator iterator = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    iterator.setText(text);
    Matcher unseen = UNSEEN.matcher(text);
    int nextUnseen = nextUnseen(unseen, text, 0);
    int nextFound = iterator.next();
    List<Integer> ends = new ArrayList<>();
    int start = 0;
    while (nextFound != BreakIterator.DONE) {
      int end = Math.min(nextFound, nextUnseen);
      if (end == nextUnseen) {
        nextUnseen = nextUnseen(unseen, text, nextUnseen);
      }
      if (end == nextFound) {
        nextFound = iterator.next();
      }
      if (end > start && (end == text.length() || isEnd(text, start, end))) {
        start = behindCitations(text, end);
        ends.add(start);
      }
    }
    return ends;
  }

  /** The end that is found next, looked for only where a mark stands behind two letters. */
  private static int nextUnseen(Matcher unseen, String text, int from) {
    for (int mark = from; mark < text.length(); mark++) {
      char character = text.charAt(mark);
      if (character == '.' || character == '!' || character == '?') {
        int start = before(text, before(text, mark));
        if (unseen.region(start, text.length()).lookingAt()) {
          return unseen.end();
        }
      }
    }
    return Integer.MAX_VALUE;
  }

  private static int before(String text, int end) {
    return end == 0 ? 0 : end - Character.charCount(text.codePointBefore(end));
  }

  private static int behindCitations(String text, int end) {
    if (end == text.length() || text.charAt(end) != '[') {
      return end;
    }
    Matcher citations = CITATIONS.matcher(text).region(end, text.length());
    return citations.lookingAt() ? citations.end() : end;
  }

  /** Whether the sentence that begins at {@code start} ends at {@code end}, within the text. */
  private static boolean isEnd(String text, int start, int end) {
    String sentence = text.substring(Math.max(start, end - LOOK_BACK), end).strip();
    int first = text.codePointAt(end);
    if (ENUMERATOR.matcher(sentence).matches()
        || Character.isLowerCase(first)
        || isClosedLater(sentence, text, end)) {
      return false;
    }
    String last = lastWord(sentence);
    String lower = last.toLowerCase(Locale.ROOT);
    if (NEVER_LAST.contains(lower)) {
      return false;
    }
    if (SELDOM_LAST.contains(lower) || INITIALS.matcher(last).matches()) {
      return FIRST_WORDS.contains(firstWord(text, end));
    }
    boolean numberFollows = Character.isDigit(first);
    return !numberFollows
        || !(NUMBER_SIGN.matcher(lower).matches() || START_OF_DECIMAL.matcher(last).matches());
  }

  /** Whether a bracket is open that the next sentence closes. */
  private static boolean isClosedLater(String sentence, String text, int end) {
    int open = Math.max(sentence.lastIndexOf('('), sentence.lastIndexOf('['));
    if (open < 0) {
      return false;
    }
    char opening = sentence.charAt(open);
    char closing = opening == '(' ? ')' : ']';
    if (sentence.indexOf(closing, open) >= 0) {
      return false;
    }
    int close = text.indexOf(closing, end, Math.min(text.length(), end + 200));
    int next = text.indexOf(opening, end, Math.min(text.length(), end + 200));
    return close >= 0 && (next < 0 || close < next);
  }

  private static String lastWord(String sentence) {
    int start = sentence.length();
    while (start > 0 && sentence.charAt(start - 1) != ' ') {
      start--;
    }
    while (start < sentence.length() && !Character.isLetterOrDigit(sentence.charAt(start))) {
      start++;
    }
    return sentence.substring(start);
  }

  private static String firstWord(String text, int start) {
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  /** Adds a sentence, in parts if it is long; no part is short. */
  private static void addCut(String sentence, List<String> sentences) {
    String rest = sentence;
    Words words = Words.of(rest);
    while (words.count() > MOST_WORDS && sentences.size() < MOST) {
      int cut = words.start(cut(rest, words));
      sentences.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut);
      words = Words.of(rest);
    }
    sentences.add(rest);
  }

  /** The word that begins the next part. */
  private static int cut(String sentence, Words words) {
    int last = Math.min(MOST_WORDS, words.count() - FEWEST_WORDS);
    for (int word = last; word >= FEWEST_WORDS_BEFORE_CUT; word--) {
      int before = words.start(word) - 1;
      if (sentence.charAt(before) == ' ') {
        before--;
      }
      if (",;:，、；：—".indexOf(sentence.charAt(before)) >= 0) {
        return word;
      }
    }
    return last;
  }
}
