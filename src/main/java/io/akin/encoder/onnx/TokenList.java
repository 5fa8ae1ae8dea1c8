package io.akin.encoder.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.akin.encoder.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts that a tokenizer has cut a text into together again: each of them has the special
 * tokens of a whole text around it. For one text and one thread.
 */
final class TokenList {
  private final String text;
  private int codePoint;
  private int index;

  TokenList(String text) {
    this.text = text;
  }

  List<Token> of(List<Encoding> parts) {
    List<Token> tokens = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      Encoding part = parts.get(p);
      long[] special = part.getSpecialTokenMask();
      int content = 0;
      while (content < special.length && special[content] == 1) {
        content++;
      }
      for (int i = 0; i < special.length; i++) {
        boolean atStart = i < content;
        if (special[i] == 0 || (atStart ? p == 0 : p == parts.size() - 1)) {
          tokens.add(token(part, i));
        }
      }
    }
    return tokens;
  }

  private Token token(Encoding part, int i) {
    boolean special = part.getSpecialTokenMask()[i] == 1;
    @Nullable CharSpan span = special ? null : part.getCharTokenSpans()[i];
    int start = span == null ? 0 : index(span.getStart());
    return new Token(
        part.getIds()[i],
        part.getTokens()[i],
        special,
        start,
        span == null ? 0 : index(span.getEnd()));
  }

  /** The place of a code point, which is what tokenizers count. Nearly always further on. */
  private int index(int wanted) {
    index = text.offsetByCodePoints(index, wanted - codePoint);
    codePoint = wanted;
    return index;
  }
}
