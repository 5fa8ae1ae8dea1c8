/**
 * What clients of Semantic Scholar's interfaces ask for, under {@code /graph/v1} and {@code
 * /recommendations/v1}, answered from this library. It knows that dialect alone, and nothing of
 * other services.
 */
@NullMarked
package io.akin.http.semanticscholar;

import org.jspecify.annotations.NullMarked;
