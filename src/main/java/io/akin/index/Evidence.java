package io.akin.index;

/**
 * How like an example a paper is; see {@link ExampleQuery}.
 *
 * @param cosine from -1 to 1, or 0 where the example has no embedding
 * @param lexical 0 or more, about 1 for a copy, or 0 where words do not count
 */
public record Evidence(double cosine, double lexical) {
  /** The similarity of the two, by meaning and words. */
  public double similarity(double lexicalShare) {
    return (1 - lexicalShare) * cosine + lexicalShare * lexical;
  }
}
