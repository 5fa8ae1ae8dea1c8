package io.akin.index.lucene.quantized;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.FileDataHint;
import org.apache.lucene.store.FileTypeHint;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vectors of a segment as they are, and compares them by their quantized forms.
 * Thread-safe; what it hands out is for one thread.
 */
final class QuantizedReader extends FlatVectorsReader {
  private final FieldInfos infos;
  private final FlatVectorsReader exact;
  private final IndexInput data;

  /** The quantized vectors of fields, by the number of the field. */
  private final Map<Integer, MemorySegment> fields;

  private QuantizedReader(
      FieldInfos infos,
      FlatVectorsReader exact,
      IndexInput data,
      Map<Integer, MemorySegment> fields) {
    this.infos = infos;
    this.exact = exact;
    this.data = data;
    this.fields = fields;
  }

  /** Opens the files; closes the reader given when that fails. */
  static QuantizedReader open(SegmentReadState state, FlatVectorsReader exact) throws IOException {
    IndexInput data = null;
    try {
      IOContext context =
          state.context.union(FileTypeHint.DATA, FileDataHint.KNN_VECTORS, DataAccessHint.RANDOM);
      data =
          state.directory.openInput(
              QuantizedFlatFormat.dataFile(state.segmentInfo.name, state.segmentSuffix), context);
      requireHeader(data, QuantizedFlatFormat.DATA_CODEC, state);
      var _ = CodecUtil.retrieveChecksum(data);
      return new QuantizedReader(state.fieldInfos, exact, data, fields(state, exact, data));
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(exact, data);
      throw e;
    }
  }

  private static void requireHeader(IndexInput input, String codec, SegmentReadState state)
      throws IOException {
    var _ =
        CodecUtil.checkIndexHeader(
            input,
            codec,
            QuantizedFlatFormat.VERSION,
            QuantizedFlatFormat.VERSION,
            state.segmentInfo.getId(),
            state.segmentSuffix);
  }

  private static Map<Integer, MemorySegment> fields(
      SegmentReadState state, FlatVectorsReader exact, IndexInput data) throws IOException {
    Map<Integer, MemorySegment> fields = new HashMap<>();
    try (ChecksumIndexInput meta =
        state.directory.openChecksumInput(
            QuantizedFlatFormat.metaFile(state.segmentInfo.name, state.segmentSuffix))) {
      Throwable fault = null;
      try {
        requireHeader(meta, QuantizedFlatFormat.META_CODEC, state);
        for (int field = meta.readInt();
            field != QuantizedFlatFormat.END_OF_FIELDS;
            field = meta.readInt()) {
          int count = meta.readInt();
          long begin = meta.readLong();
          FieldInfo info = state.fieldInfos.fieldInfo(field);
          if (info == null || count != exact.getFloatVectorValues(info.name).size()) {
            throw new CorruptIndexException("not as many as the vectors of field " + field, meta);
          }
          long bytes = (long) count * new Quantization(info.getVectorDimension()).bytes();
          fields.put(field, segment(data, begin, bytes));
        }
      } catch (IOException | RuntimeException e) {
        fault = e;
      } finally {
        CodecUtil.checkFooter(meta, fault); // throws what was caught
      }
    }
    return fields;
  }

  /** The bytes where they lie, if the file is mapped into memory in one piece; else a copy. */
  private static MemorySegment segment(IndexInput data, long begin, long bytes) throws IOException {
    MemorySegment mapped =
        data instanceof MemorySegmentAccessInput input
            ? input.segmentSliceOrNull(begin, bytes)
            : null;
    if (mapped != null) {
      return mapped;
    }
    MemorySegment copy = Arena.ofAuto().allocate(bytes, Long.BYTES);
    IndexInput from = data.clone();
    from.seek(begin);
    byte[] buffer = new byte[8192];
    for (long at = 0; at < bytes; at += buffer.length) {
      int length = (int) Math.min(buffer.length, bytes - at);
      from.readBytes(buffer, 0, length);
      MemorySegment.copy(buffer, 0, copy, ValueLayout.JAVA_BYTE, at, length);
    }
    return copy;
  }

  /** The quantized vectors of a field. */
  QuantizedVectors vectors(String field) throws IOException {
    FieldInfo info = infos.fieldInfo(field);
    MemorySegment records = info == null ? null : fields.get(info.number);
    if (info == null || records == null) {
      throw new IllegalArgumentException("field '%s' has no vectors".formatted(field));
    }
    return new QuantizedVectors(
        new Quantization(info.getVectorDimension()), records, exact.getFloatVectorValues(field));
  }

  @Override
  public RandomVectorScorer getRandomVectorScorer(String field, float[] target) throws IOException {
    FlatVectorsScorer.checkDimensions(target.length, exact.getFloatVectorValues(field).dimension());
    return vectors(field).scorer(target);
  }

  @Override
  public RandomVectorScorer getRandomVectorScorer(String field, byte[] target) {
    throw new IllegalArgumentException("field '%s' has vectors of float32".formatted(field));
  }

  /** For a graph that is built over the vectors of the field. */
  @Override
  public FlatVectorsScorer getFlatVectorScorer(String field) throws IOException {
    QuantizedVectors vectors = vectors(field);
    return new FlatVectorsScorer() {
      @Override
      public RandomVectorScorerSupplier getRandomVectorScorerSupplier(
          VectorSimilarityFunction similarity, KnnVectorValues values) {
        return vectors.pairs();
      }

      @Override
      public RandomVectorScorer getRandomVectorScorer(
          VectorSimilarityFunction similarity, KnnVectorValues values, float[] target) {
        return vectors.scorer(target);
      }

      @Override
      public RandomVectorScorer getRandomVectorScorer(
          VectorSimilarityFunction similarity, KnnVectorValues values, byte[] target) {
        return QuantizedReader.this.getRandomVectorScorer(field, target);
      }
    };
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field) throws IOException {
    return exact.getFloatVectorValues(field);
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field, @Nullable DataAccessHint access)
      throws IOException {
    return exact.getFloatVectorValues(field, access);
  }

  @Override
  public ByteVectorValues getByteVectorValues(String field) throws IOException {
    return exact.getByteVectorValues(field);
  }

  @Override
  public FlatVectorsReader getMergeInstance() throws IOException {
    return new QuantizedReader(infos, exact.getMergeInstance(), data, fields);
  }

  @Override
  public void finishMerge() throws IOException {
    exact.finishMerge();
  }

  @Override
  public int getVectorCount(FieldInfo field) throws IOException {
    return exact.getVectorCount(field);
  }

  @Override
  public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
    MemorySegment records = fields.get(field.number);
    Map<String, Long> bytes = exact.getOffHeapByteSize(field);
    return records == null
        ? bytes
        : KnnVectorsReader.mergeOffHeapByteSizeMaps(
            bytes, Map.of(QuantizedFlatFormat.NAME, records.byteSize()));
  }

  @Override
  public void checkIntegrity() throws IOException {
    exact.checkIntegrity();
    var _ = CodecUtil.checksumEntireFile(data);
  }

  @Override
  public long ramBytesUsed() {
    return exact.ramBytesUsed();
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(exact, data);
  }
}
