package io.akin.cli;

/** Exit codes; the larger ones are those of {@code sysexits.h}. */
final class ExitCode {
  static final int DONE = 0;

  /** The command could not do what it was asked to. */
  static final int FAILED = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** Input is malformed: a file of no known format, or more rejected records than allowed. */
  static final int DATA = 65;

  /** A model cannot be used, or is not the one the index was built with. */
  static final int CONFIGURATION = 78;

  /** Stopped by SIGINT, as shells report it. */
  static final int STOPPED = 130;

  private ExitCode() {}
}
