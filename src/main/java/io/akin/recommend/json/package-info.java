/** Requests and answers as JSON, for commands and HTTP alike. Knows nothing of either. */
@NullMarked
package io.akin.recommend.json;

import org.jspecify.annotations.NullMarked;
