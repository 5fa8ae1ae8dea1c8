/**
 * What groups of papers are about: names, key phrases, the papers that stand for a group or lie
 * between two, and how groups grow. Knows how papers were grouped only by the result, and no index.
 */
@NullMarked
package io.akin.topic;

import org.jspecify.annotations.NullMarked;
