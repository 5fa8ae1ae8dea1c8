package io.akin.http;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false); // a message to a client needs no stack trace
    this.problem = problem;
  }

  public static ProblemException badRequest(String detail) {
    return new ProblemException(new Problem(Problem.Type.BAD_REQUEST, detail));
  }

  public Problem problem() {
    return problem;
  }
}
