/**
 * Files to papers: the port that each format implements, and how a file's format is told from its
 * content. Knows nothing of what becomes of the papers.
 */
@NullMarked
package io.akin.corpus;

import org.jspecify.annotations.NullMarked;
