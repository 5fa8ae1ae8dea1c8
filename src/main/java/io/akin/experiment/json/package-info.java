/** Experiments as they are asked for in JSON. */
@NullMarked
package io.akin.experiment.json;

import org.jspecify.annotations.NullMarked;
