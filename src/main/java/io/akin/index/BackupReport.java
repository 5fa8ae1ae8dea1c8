package io.akin.index;

/**
 * What was copied into a backup, or out of it.
 *
 * @param bytes size of the files
 */
public record BackupReport(int papers, long bytes) {}
