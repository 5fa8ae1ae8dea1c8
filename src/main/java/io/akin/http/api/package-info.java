/**
 * The program's own interface, under {@code /api/v1}. It knows requests and answers as {@code
 * recommend.json} has them, and nothing of other services.
 */
@NullMarked
package io.akin.http.api;

import org.jspecify.annotations.NullMarked;
