/**
 * The command line: commands, their output for people and for machines, and exit codes. The only
 * package that writes to standard output.
 */
@NullMarked
package io.akin.cli;

import org.jspecify.annotations.NullMarked;
