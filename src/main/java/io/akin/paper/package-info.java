/**
 * What a paper is: its identifiers, bibliographic facts and counts, and how two copies of one paper
 * become one. Knows nothing of files, vectors, indexes or the network.
 */
@NullMarked
package io.akin.paper;

import org.jspecify.annotations.NullMarked;
