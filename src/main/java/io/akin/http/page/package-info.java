/**
 * What pages are made with: templates that escape every value, and the files they load. Knows
 * nothing of papers.
 */
@NullMarked
package io.akin.http.page;

import org.jspecify.annotations.NullMarked;
