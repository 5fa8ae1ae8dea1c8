/**
 * The HTTP interface and the pages: routes, their JSON, and what each error becomes. The only
 * package that knows the web server and the template engine.
 */
@NullMarked
package io.akin.http;

import org.jspecify.annotations.NullMarked;
