/**
 * Papers from XML: the arXiv API's Atom feeds, and what OAI-PMH servers answer. It follows no
 * reference out of a file: it reads no document type declaration and opens nothing.
 */
@NullMarked
package io.akin.corpus.xml;

import org.jspecify.annotations.NullMarked;
