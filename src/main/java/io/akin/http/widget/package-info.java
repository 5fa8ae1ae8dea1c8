/**
 * Lists of related papers on other people's pages: an element, a frame, and markup to copy. It
 * knows the program's own interface by its address alone.
 */
@NullMarked
package io.akin.http.widget;

import org.jspecify.annotations.NullMarked;
