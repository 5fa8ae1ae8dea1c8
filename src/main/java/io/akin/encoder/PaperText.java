package io.akin.encoder;

/**
 * What is encoded of a paper.
 *
 * @param abstractText empty where there is none
 */
public record PaperText(String title, String abstractText) {}
