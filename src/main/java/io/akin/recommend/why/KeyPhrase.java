package io.akin.recommend.why;

/**
 * What two texts share.
 *
 * @param surface the words as the hit's text has them
 * @param weight how telling it is, above 0: comparable within one answer only
 */
public record KeyPhrase(String surface, double weight) {}
