package io.akin.eval;

/**
 * A figure and the interval that it lies in with 95% confidence, as far as the queries are like
 * those that were not asked.
 */
public record Estimate(double value, double low, double high) {}
