package io.akin.recommend.why;

/**
 * A sentence of the seed and one of a hit.
 *
 * @param cosine of the encoder's embeddings of the two, in [-1, 1]
 */
public record SentencePair(String seed, String hit, double cosine) {}
