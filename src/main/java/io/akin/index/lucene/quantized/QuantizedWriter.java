package io.akin.index.lucene.quantized;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/** Writes the vectors of a segment as they are, and quantized. For one thread. */
final class QuantizedWriter extends FlatVectorsWriter {
  /** A cache line, so that no vector takes one more than it must. */
  private static final int ALIGNMENT = 64;

  private final FlatVectorsWriter exact;
  private final IndexOutput meta;
  private final IndexOutput data;

  /** The vectors of fields that are being filled, which the exact writer keeps. */
  private final Map<FieldInfo, List<float[]>> fields = new LinkedHashMap<>();

  private QuantizedWriter(FlatVectorsWriter exact, IndexOutput meta, IndexOutput data) {
    super(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());
    this.exact = exact;
    this.meta = meta;
    this.data = data;
  }

  /** Begins the files; closes the writer given when that fails. */
  static QuantizedWriter open(SegmentWriteState state, FlatVectorsWriter exact) throws IOException {
    IndexOutput meta = null;
    IndexOutput data = null;
    try {
      String segment = state.segmentInfo.name;
      meta =
          state.directory.createOutput(
              QuantizedFlatFormat.metaFile(segment, state.segmentSuffix), state.context);
      data =
          state.directory.createOutput(
              QuantizedFlatFormat.dataFile(segment, state.segmentSuffix), state.context);
      byte[] id = state.segmentInfo.getId();
      CodecUtil.writeIndexHeader(
          meta,
          QuantizedFlatFormat.META_CODEC,
          QuantizedFlatFormat.VERSION,
          id,
          state.segmentSuffix);
      CodecUtil.writeIndexHeader(
          data,
          QuantizedFlatFormat.DATA_CODEC,
          QuantizedFlatFormat.VERSION,
          id,
          state.segmentSuffix);
      return new QuantizedWriter(exact, meta, data);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(exact, meta, data);
      throw e;
    }
  }

  @Override
  public FlatFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
    requireUnitVectors(field);
    FlatFieldVectorsWriter<?> writer = exact.addField(field);
    @SuppressWarnings("unchecked") // it is float32, as was required
    List<float[]> vectors = (List<float[]>) writer.getVectors();
    fields.put(field, vectors);
    return writer;
  }

  private static void requireUnitVectors(FieldInfo field) {
    if (field.getVectorEncoding() != VectorEncoding.FLOAT32
        || field.getVectorSimilarityFunction() != VectorSimilarityFunction.DOT_PRODUCT) {
      throw new IllegalArgumentException(
          "field '%s' is not of float32 vectors that are compared by their product"
              .formatted(field.name));
    }
  }

  @Override
  public void flush(int maxDoc, Sorter.@Nullable DocMap order) throws IOException {
    if (order != null) {
      throw new IllegalStateException("the vectors of a sorted index cannot be quantized");
    }
    exact.flush(maxDoc, null);
    for (Map.Entry<FieldInfo, List<float[]>> field : fields.entrySet()) {
      Field quantized = new Field(field.getKey());
      for (float[] vector : field.getValue()) {
        quantized.add(vector);
      }
      quantized.end();
    }
  }

  @Override
  public void mergeOneFlatVectorField(FieldInfo field, MergeState merge) throws IOException {
    requireUnitVectors(field);
    exact.mergeOneFlatVectorField(field, merge);
    FloatVectorValues vectors =
        KnnVectorsWriter.MergedVectorValues.mergeFloatVectorValues(field, merge);
    Field quantized = new Field(field);
    DocIndexIterator docs = vectors.iterator();
    while (docs.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      quantized.add(vectors.vectorValue(docs.index()));
    }
    quantized.end();
  }

  @Override
  public void finish() throws IOException {
    exact.finish();
    meta.writeInt(QuantizedFlatFormat.END_OF_FIELDS);
    CodecUtil.writeFooter(meta);
    CodecUtil.writeFooter(data);
  }

  @Override
  public long ramBytesUsed() {
    return exact.ramBytesUsed();
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(exact, meta, data);
  }

  /** The quantized vectors of a field, as they are written. */
  private final class Field {
    private final FieldInfo info;
    private final Quantization quantization;
    private final byte[] record;
    private final long begin;
    private int count;

    Field(FieldInfo info) throws IOException {
      this.info = info;
      this.quantization = new Quantization(info.getVectorDimension());
      this.record = new byte[quantization.bytes()];
      this.begin = data.alignFilePointer(ALIGNMENT);
    }

    void add(float[] vector) throws IOException {
      quantization.quantize(vector, record);
      data.writeBytes(record, record.length);
      count++;
    }

    void end() throws IOException {
      meta.writeInt(info.number);
      meta.writeInt(count);
      meta.writeLong(begin);
    }
  }
}
