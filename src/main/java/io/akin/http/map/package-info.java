/**
 * The map of papers: a page that draws them, and what it asks for while it is moved about. Knows
 * nothing of how places and topics are found.
 */
@NullMarked
package io.akin.http.map;

import org.jspecify.annotations.NullMarked;
