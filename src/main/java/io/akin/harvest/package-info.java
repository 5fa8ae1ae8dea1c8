/**
 * Fetches papers from arXiv and from the Hugging Face daily papers, politely and so that an
 * interrupted run goes on where it stopped. Knows nothing of what becomes of the papers.
 */
@NullMarked
package io.akin.harvest;

import org.jspecify.annotations.NullMarked;
