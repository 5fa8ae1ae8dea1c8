/** What there is to say of an index as JSON, for commands and HTTP alike. It opens nothing. */
@NullMarked
package io.akin.index.json;

import org.jspecify.annotations.NullMarked;
