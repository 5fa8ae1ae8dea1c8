package io.akin.encoder.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokenizer of an uncased BERT, for texts of which {@link BertCharacters} knows every
 * character. It gives the numbers that the Hugging Face library gives, and none of the strings and
 * places of tokens that nobody asks for: a word is cut into the longest pieces that the vocabulary
 * has, from its beginning on (<a href="https://arxiv.org/abs/1810.04805">Devlin et al., 2018</a>).
 * Thread-safe.
 */
final class WordPiece {
  private final Vocabulary vocabulary;
  private final Frame frame;
  private final int room;
  private final Map<String, Integer> continuations = new HashMap<>();
  private final int longest;

  /**
   * The pieces that words are cut into.
   *
   * @param numbers of the pieces, which no longer change; those that continue a word begin with the
   *     prefix
   * @param unknown number of a word that cannot be cut into pieces
   * @param maxWordLength characters of a word above which it is not tried
   */
  record Vocabulary(Map<String, Integer> numbers, String prefix, int unknown, int maxWordLength) {}

  /**
   * The special tokens.
   *
   * @param names by which they are known wherever they stand in a text
   * @param before numbers of those before every text
   * @param behind numbers of those behind every text
   */
  record Frame(List<String> names, List<Integer> before, List<Integer> behind) {
    Frame {
      names = List.copyOf(names);
      before = List.copyOf(before);
      behind = List.copyOf(behind);
    }

    /** How many tokens stand around every text. */
    int size() {
      return before.size() + behind.size();
    }
  }

  /**
   * A tokenizer of these words.
   *
   * @param maxTokens of a text, special ones included; more than those
   */
  WordPiece(Vocabulary vocabulary, Frame frame, int maxTokens) {
    this.vocabulary = vocabulary;
    this.frame = frame;
    this.room = maxTokens - frame.size();
    int length = 0;
    for (Map.Entry<String, Integer> piece : vocabulary.numbers.entrySet()) {
      length = Math.max(length, piece.getKey().length());
      if (piece.getKey().startsWith(vocabulary.prefix)) {
        continuations.put(piece.getKey().substring(vocabulary.prefix.length()), piece.getValue());
      }
    }
    this.longest = length;
  }

  /**
   * The text's token numbers, special tokens included, cut at the limit: {@code long[tokens]}.
   *
   * @return empty where the text names a special token, or has a character that is not known here
   */
  Optional<long[]> tokens(String text) {
    for (String name : frame.names) {
      if (text.contains(name)) {
        return Optional.empty();
      }
    }
    Numbers numbers = new Numbers();
    frame.before.forEach(numbers::add);
    int full = numbers.size + room;
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < text.length() && numbers.size < full; i++) {
      BertCharacters.Form form = BertCharacters.form(text.charAt(i));
      switch (form.kind()) {
        case LETTER -> word.append(form.text());
        case SPACE -> addWord(word, numbers);
        case PUNCTUATION -> {
          addWord(word, numbers);
          addWord(word.append(form.text()), numbers);
        }
        case UNKNOWN -> {
          return Optional.empty();
        }
      }
    }
    addWord(word, numbers);
    numbers.size = Math.min(numbers.size, full);
    frame.behind.forEach(numbers::add);
    return Optional.of(numbers.toArray());
  }

  /** Adds the pieces of a word, which is empty afterwards. */
  private void addWord(StringBuilder letters, Numbers numbers) {
    if (letters.isEmpty()) {
      return;
    }
    String word = letters.toString();
    letters.setLength(0);
    @Nullable Integer whole = vocabulary.numbers.get(word);
    if (word.length() > vocabulary.maxWordLength) {
      numbers.add(vocabulary.unknown);
    } else if (whole != null) {
      numbers.add(whole);
    } else {
      addPieces(word, numbers);
    }
  }

  private void addPieces(String word, Numbers numbers) {
    int size = numbers.size;
    for (int start = 0; start < word.length(); ) {
      Map<String, Integer> pieces = start == 0 ? vocabulary.numbers : continuations;
      int end = Math.min(word.length(), start + longest);
      @Nullable Integer piece = null;
      while (end > start && (piece = pieces.get(word.substring(start, end))) == null) {
        end--;
      }
      if (piece == null) {
        numbers.size = size;
        numbers.add(vocabulary.unknown);
        return;
      }
      numbers.add(piece);
      start = end;
    }
  }

  /** Numbers that become more. */
  private static final class Numbers {
    private long[] values = new long[64];
    private int size;

    void add(int number) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = number;
    }

    long[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
