/**
 * Why a hit is like the seed: the phrases both texts share, and the two sentences that are most
 * alike. Works on texts that its caller has taken apart into terms, and knows no index.
 */
@NullMarked
package io.akin.recommend.why;

import org.jspecify.annotations.NullMarked;
