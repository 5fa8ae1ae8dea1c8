/**
 * The wiring: which parts a use needs, opened in order and closed in reverse. The one place that
 * knows both the ports and the adapters behind them.
 */
@NullMarked
package io.akin.app;

import org.jspecify.annotations.NullMarked;
