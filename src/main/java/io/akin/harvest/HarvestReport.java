package io.akin.harvest;

import java.time.LocalDate;

/**
 * What a harvest did.
 *
 * @param requests requests that were answered in full, those asked again counted once more
 * @param retries requests that had to be asked again
 * @param pages pages whose records have been stored
 * @param records records on them, those of deleted papers counted
 * @param resumed whether it went on where an earlier one had stopped
 * @param until the day up to which all is now known
 */
public record HarvestReport(
    int requests, int retries, int pages, long records, boolean resumed, LocalDate until) {}
