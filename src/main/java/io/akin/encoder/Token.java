package io.akin.encoder;

/**
 * A token of a text.
 *
 * @param id its number in the vocabulary of the model
 * @param text as the vocabulary has it, such as {@code ##ing}
 * @param special whether the tokenizer adds it to every text; it then has no place in this one
 * @param start where it begins in the text, in {@code char}s
 * @param end where it ends, exclusive
 */
public record Token(long id, String text, boolean special, int start, int end) {}
