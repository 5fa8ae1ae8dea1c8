package io.akin.index;

/**
 * How many of the ten nearest papers a search of the index finds.
 *
 * @param recall the share, from 0 to 1
 * @param queries papers that were looked for
 * @param papers in the index then
 */
public record RecallReport(double recall, int queries, int papers) {}
