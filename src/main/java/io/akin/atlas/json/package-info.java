/** Atlases as JSON, and the file that the last one of an index is in. */
@NullMarked
package io.akin.atlas.json;

import org.jspecify.annotations.NullMarked;
