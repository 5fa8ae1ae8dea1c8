package io.akin.recommend;

/** The order of the papers in a list. Which papers are in it does not depend on it. */
public enum Order {
  /** The highest score first. */
  RELEVANCE,

  /** The latest date first, papers without a date last. */
  NEWEST,

  /** The most votes first, papers without votes last. */
  UPVOTES
}
