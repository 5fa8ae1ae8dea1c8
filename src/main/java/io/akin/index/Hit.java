package io.akin.index;

import io.akin.paper.Paper;

/**
 * A paper that was found.
 *
 * @param cosine to the query, from -1 to 1 within float32 rounding, whatever the engine uses inside
 */
public record Hit(Paper paper, float cosine) {}
