/**
 * Texts as clients of embedding services write them in JSON: as text or as tokens, alone or as a
 * list. Knows nothing of HTTP and of any one service.
 */
@NullMarked
package io.akin.embed.json;

import org.jspecify.annotations.NullMarked;
