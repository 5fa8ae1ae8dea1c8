/**
 * What asking another machine takes, whatever is asked for: its address, bounds to what it may
 * answer, and the patience to ask again. Sends nothing itself, and knows nothing of what is
 * fetched.
 */
@NullMarked
package io.akin.remote;

import org.jspecify.annotations.NullMarked;
