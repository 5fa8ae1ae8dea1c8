/**
 * Feeds of papers for feed readers: the latest, and those that a question finds. Knows nothing of
 * pages but their addresses.
 */
@NullMarked
package io.akin.http.feed;

import org.jspecify.annotations.NullMarked;
