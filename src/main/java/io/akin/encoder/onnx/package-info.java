/**
 * The encoder that runs ONNX models: Hugging Face tokenizers through DJL, inference through ONNX
 * Runtime, pooling in plain Java. The only package that knows either library.
 */
@NullMarked
package io.akin.encoder.onnx;

import org.jspecify.annotations.NullMarked;
