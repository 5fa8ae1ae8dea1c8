package io.akin.export;

import io.akin.export.Row.Near;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * A leaf of the schema. It is a value that may be null, or a list that may be null of values that
 * may not; the lists of {@code neighbors} are never null in a struct that may be, which comes to
 * the same levels.
 *
 * @param part what of a cell stands in this leaf
 */
record ParquetLeaf(Column column, List<String> path, Type type, boolean list, Part part) {
  ParquetLeaf {
    path = List.copyOf(path);
  }

  /** Takes what is the leaf's out of a cell. */
  @FunctionalInterface
  interface Part {
    Object of(Object cell);
  }

  /** What a row has in this leaf. */
  @Nullable Object of(Row row) {
    Object cell = column.cell().of(row);
    return cell == null ? null : part.of(cell);
  }

  /** The leaves of a column. */
  static List<ParquetLeaf> of(Column column) {
    return switch (column.kind()) {
      case TEXT -> List.of(value(column, Type.BYTE_ARRAY));
      case INTEGER -> List.of(value(column, Type.INT32));
      case REAL -> List.of(value(column, Type.FLOAT));
      case TEXTS -> List.of(list(column, Type.BYTE_ARRAY, List.of(column.name()), cell -> cell));
      case VECTOR -> List.of(list(column, Type.FLOAT, List.of(column.name()), cell -> cell));
      case NEIGHBOURS ->
          List.of(
              list(column, Type.INT32, List.of(column.name(), "ids"), cell -> ((Near) cell).rows()),
              list(
                  column,
                  Type.FLOAT,
                  List.of(column.name(), "distances"),
                  cell -> ((Near) cell).distances()));
    };
  }

  private static ParquetLeaf value(Column column, Type type) {
    return new ParquetLeaf(column, List.of(column.name()), type, false, cell -> cell);
  }

  private static ParquetLeaf list(Column column, Type type, List<String> at, Part part) {
    List<String> path =
        at.size() == 1
            ? List.of(at.getFirst(), "list", "element")
            : List.of(at.getFirst(), at.getLast(), "list", "element");
    return new ParquetLeaf(column, path, type, true, part);
  }

  /** Adds what a footer says of a column, in the order of the tree's depth. */
  static void describe(Column column, List<SchemaElement> schema) {
    List<ParquetLeaf> leaves = of(column);
    if (leaves.size() > 1) {
      schema.add(group(column.name(), FieldRepetitionType.OPTIONAL, leaves.size()));
    }
    for (ParquetLeaf leaf : leaves) {
      leaf.describe(schema);
    }
  }

  private void describe(List<SchemaElement> schema) {
    if (!list) {
      schema.add(leaf(column.name(), FieldRepetitionType.OPTIONAL));
      return;
    }
    boolean inStruct = path.size() > 3;
    SchemaElement outer =
        group(
            path.get(path.size() - 3),
            inStruct ? FieldRepetitionType.REQUIRED : FieldRepetitionType.OPTIONAL,
            1);
    outer.setConverted_type(ConvertedType.LIST); // what older readers know
    outer.setLogicalType(LogicalType.LIST(new ListType()));
    schema.add(outer);
    schema.add(group("list", FieldRepetitionType.REPEATED, 1));
    schema.add(leaf("element", FieldRepetitionType.REQUIRED));
  }

  private static SchemaElement group(String name, FieldRepetitionType repetition, int children) {
    SchemaElement group = new SchemaElement(name);
    group.setRepetition_type(repetition);
    group.setNum_children(children);
    return group;
  }

  private SchemaElement leaf(String name, FieldRepetitionType repetition) {
    SchemaElement leaf = new SchemaElement(name);
    leaf.setRepetition_type(repetition);
    leaf.setType(type);
    if (type == Type.BYTE_ARRAY) {
      leaf.setConverted_type(ConvertedType.UTF8);
      leaf.setLogicalType(LogicalType.STRING(new StringType()));
    }
    return leaf;
  }
}
