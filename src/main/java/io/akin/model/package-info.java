/**
 * The folders under {@code models/}: what a model's manifest says, and whether its files are the
 * ones it names. Knows nothing of how a model is run.
 */
@NullMarked
package io.akin.model;

import org.jspecify.annotations.NullMarked;
