package io.akin.index;

/**
 * A word of a text as the index knows it.
 *
 * @param term the word without its endings, as it is searched for
 * @param start where it begins in the text, in UTF-16 units
 * @param end where it ends
 */
public record Token(String term, int start, int end) {}
