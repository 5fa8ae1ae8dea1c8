/**
 * A paper as JSON, in Akin's own form: one place that writes it and reads it, for files, the
 * command line and the HTTP interface alike. Knows nothing of any of the three.
 */
@NullMarked
package io.akin.paper.json;

import org.jspecify.annotations.NullMarked;
