/**
 * Downloads the files of a sentence-embedding model from a Hugging Face Hub, or a server that
 * answers like one, into a draft folder: resumed where it stopped, checked against the digests of
 * one commit. Knows nothing of what the files say, nor of how a model is run.
 */
@NullMarked
package io.akin.model.hub;

import org.jspecify.annotations.NullMarked;
