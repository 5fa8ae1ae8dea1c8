/**
 * The answer: papers related to a paper, and papers for a text. Knows the ports only, and nothing
 * of who asks.
 */
@NullMarked
package io.akin.recommend;

import org.jspecify.annotations.NullMarked;
