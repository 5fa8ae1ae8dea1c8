/**
 * Pages for people, rendered on the server and complete without a script. They never take a paper's
 * text for markup.
 */
@NullMarked
package io.akin.http.site;

import org.jspecify.annotations.NullMarked;
