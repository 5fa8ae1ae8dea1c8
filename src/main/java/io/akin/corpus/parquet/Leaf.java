package io.akin.corpus.parquet;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A column of values.
 *
 * @param name the names of the groups around it and its own, joined by underscores; those that the
 *     format puts around the elements of lists left out
 * @param path all of them
 * @param kind how its values are made text
 * @param maxRepetition how many lists are around it
 * @param maxDefinition how many of the groups around it, and it, may be absent
 */
record Leaf(String name, List<String> path, Kind kind, int maxRepetition, int maxDefinition) {
  Leaf {
    path = List.copyOf(path);
  }

  /** What the values are. */
  enum Kind {
    TEXT(PrimitiveTypeName.BINARY),
    INTEGER(PrimitiveTypeName.INT32),
    LONG(PrimitiveTypeName.INT64),
    /** Days since 1970. */
    DAY(PrimitiveTypeName.INT32),
    MILLISECONDS(PrimitiveTypeName.INT64),
    MICROSECONDS(PrimitiveTypeName.INT64),
    NANOSECONDS(PrimitiveTypeName.INT64),
    /** The nanosecond of a Julian day, as older programs write it. */
    JULIAN(PrimitiveTypeName.INT96),
    FLOAT(PrimitiveTypeName.FLOAT),
    DOUBLE(PrimitiveTypeName.DOUBLE),
    BOOLEAN(PrimitiveTypeName.BOOLEAN),
    /** Nothing that a paper has. */
    OTHER(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);

    private final PrimitiveTypeName type;

    Kind(PrimitiveTypeName type) {
      this.type = type;
    }
  }

  boolean isList() {
    return maxRepetition > 0;
  }

  ColumnDescriptor descriptor() {
    PrimitiveType type = new PrimitiveType(Repetition.OPTIONAL, kind.type, path.getLast());
    return new ColumnDescriptor(path.toArray(String[]::new), type, maxRepetition, maxDefinition);
  }
}
