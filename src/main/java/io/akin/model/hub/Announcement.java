package io.akin.model.hub;

import java.util.Optional;

/**
 * What is about to be downloaded.
 *
 * @param commit of which all files are
 * @param licence as the repository states it, if it does
 * @param weights the ONNX file, by its path
 * @param bytes of all files
 * @param bytesHere how many of them an earlier run has left
 */
public record Announcement(
    RepositoryName repository,
    String commit,
    Optional<String> licence,
    String weights,
    int files,
    long bytes,
    long bytesHere) {}
