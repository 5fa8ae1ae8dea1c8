package io.akin.eval;

/**
 * A paper of a benchmark's corpus.
 *
 * @param id without white space
 * @param title may be empty
 * @param abstractText may be empty
 */
public record Document(String id, String title, String abstractText) {}
