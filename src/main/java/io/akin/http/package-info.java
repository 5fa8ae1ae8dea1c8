/**
 * The web server, and what all that it serves has in common: who may ask, how often, how much at
 * once, what each error becomes, what is measured and logged. What is served is in the packages
 * below, each a {@link io.akin.http.Surface}, of which this one knows none.
 */
@NullMarked
package io.akin.http;

import org.jspecify.annotations.NullMarked;
