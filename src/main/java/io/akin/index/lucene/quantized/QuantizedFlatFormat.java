package io.akin.index.lucene.quantized;

import java.io.IOException;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Vectors without a graph: as they are, in Lucene's own format, and quantized, in two files more.
 * Of unit vectors alone, whose similarity is their product.
 */
final class QuantizedFlatFormat extends FlatVectorsFormat {
  static final String NAME = "AkinQuantizedFlat";
  static final int VERSION = 0;
  static final String DATA_CODEC = NAME + "Data";
  static final String META_CODEC = NAME + "Meta";
  static final int END_OF_FIELDS = -1;

  private static final String DATA_EXTENSION = "veq4";
  private static final String META_EXTENSION = "vem4";

  private static final FlatVectorsFormat EXACT =
      new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());

  QuantizedFlatFormat() {
    super(NAME);
  }

  static String dataFile(String segment, String suffix) {
    return IndexFileNames.segmentFileName(segment, suffix, DATA_EXTENSION);
  }

  static String metaFile(String segment, String suffix) {
    return IndexFileNames.segmentFileName(segment, suffix, META_EXTENSION);
  }

  @Override
  public FlatVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return QuantizedWriter.open(state, EXACT.fieldsWriter(state));
  }

  @Override
  public QuantizedReader fieldsReader(SegmentReadState state) throws IOException {
    return QuantizedReader.open(state, EXACT.fieldsReader(state));
  }
}
