package io.akin.encoder;

/** Where a model runs. */
public enum Device {
  /** On a CUDA device where one can be used, on the CPU otherwise. */
  AUTO,

  CPU,

  /** On a CUDA device, or not at all. */
  CUDA
}
