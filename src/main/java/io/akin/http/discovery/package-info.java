/**
 * What programs read before anything else: whether they may come, what pages there are, and what
 * the server can do. Knows nothing of how those are served.
 */
@NullMarked
package io.akin.http.discovery;

import org.jspecify.annotations.NullMarked;
