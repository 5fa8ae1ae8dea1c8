/**
 * Fetches papers from arXiv and from the Hugging Face daily papers, politely and so that an
 * interrupted run goes on where it stopped. It is the only package that asks other machines for
 * anything, and knows nothing of what becomes of the papers.
 */
@NullMarked
package io.akin.harvest;

import org.jspecify.annotations.NullMarked;
