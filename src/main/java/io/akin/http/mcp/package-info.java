/**
 * The library for assistants, by the <a
 * href="https://modelcontextprotocol.io/specification/2025-11-25">Model Context Protocol</a>. Its
 * tools read; it knows no other surface and nothing of how papers are stored.
 */
@NullMarked
package io.akin.http.mcp;

import org.jspecify.annotations.NullMarked;
