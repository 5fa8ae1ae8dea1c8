package io.akin.corpus.parquet;

import io.akin.corpus.parquet.Leaf.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;

/** Walks the schema of a file, which is a tree in the order of its depth, for the leaves. */
final class Schema {
  private static final int MAX_DEPTH = 30;
  private static final int MAX_LEAVES = 10_000;

  private final List<SchemaElement> elements;
  private final List<Leaf> leaves = new ArrayList<>();
  private int at;

  private Schema(List<SchemaElement> elements) {
    this.elements = elements;
  }

  /** The leaves, in the order of the schema and of the columns of a row group. */
  static List<Leaf> leaves(List<SchemaElement> elements) throws MalformedException {
    Schema schema = new Schema(elements);
    int children = schema.next().getNum_children();
    for (int i = 0; i < children; i++) {
      schema.walk(new Place(List.of(), "", 0, 0, In.GROUP));
    }
    if (schema.at != elements.size()) {
      throw new MalformedException("its schema has parts that belong to nothing");
    }
    return schema.leaves;
  }

  /** What a group is, and so whether the names in it mean anything. */
  private enum In {
    GROUP,
    LIST,
    REPEATED_IN_LIST
  }

  private record Place(List<String> path, String name, int repetition, int definition, In in) {}

  private SchemaElement next() throws MalformedException {
    if (at == elements.size() || leaves.size() > MAX_LEAVES) {
      throw new MalformedException("its schema is cut, or has more than 10,000 columns");
    }
    return elements.get(at++);
  }

  private void walk(Place around) throws MalformedException {
    SchemaElement element = next();
    if (around.path().size() >= MAX_DEPTH || element.getName() == null) {
      throw new MalformedException("its schema is nested too deep, or has columns without names");
    }
    List<String> path = new ArrayList<>(around.path());
    path.add(element.getName());
    FieldRepetitionType repetition = element.getRepetition_type();
    boolean repeated = repetition == FieldRepetitionType.REPEATED;
    boolean wrapper = (around.in() == In.LIST && repeated) || around.in() == In.REPEATED_IN_LIST;
    String name =
        wrapper
            ? around.name()
            : around.name().isEmpty() ? element.getName() : around.name() + "_" + element.getName();
    int maxRepetition = around.repetition() + (repeated ? 1 : 0);
    int maxDefinition = around.definition() + (repetition == FieldRepetitionType.REQUIRED ? 0 : 1);
    if (!element.isSetNum_children() || element.getNum_children() == 0) {
      leaves.add(new Leaf(name, path, kind(element), maxRepetition, maxDefinition));
      return;
    }
    boolean wrapsElement =
        wrapper && element.getNum_children() == 1 && !isElement(element.getName(), around);
    In in =
        isList(element)
            ? In.LIST
            : around.in() == In.LIST && wrapsElement ? In.REPEATED_IN_LIST : In.GROUP;
    for (int i = 0; i < element.getNum_children(); i++) {
      walk(new Place(path, name, maxRepetition, maxDefinition, in));
    }
  }

  /**
   * Whether the repeated group of a list is itself the element, as in files of old.
   *
   * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists">Lists
   *     in Parquet</a>
   */
  private static boolean isElement(String name, Place around) {
    return name.equals("array") || name.equals(around.path().getLast() + "_tuple");
  }

  private static boolean isList(SchemaElement element) {
    return is(element, ConvertedType.LIST, LogicalType::isSetLIST);
  }

  /** Whether a type is marked so, in the old way or the new. */
  private static boolean is(
      SchemaElement element, ConvertedType converted, Predicate<LogicalType> logical) {
    LogicalType type = element.getLogicalType();
    return element.getConverted_type() == converted || (type != null && logical.test(type));
  }

  private static Kind kind(SchemaElement element) throws MalformedException {
    if (element.getType() == null) {
      throw new MalformedException("its column %s has no type".formatted(element.getName()));
    }
    return switch (element.getType()) {
      case BYTE_ARRAY -> isDecimal(element) ? Kind.OTHER : Kind.TEXT;
      case INT32 -> isDecimal(element) ? Kind.OTHER : isDate(element) ? Kind.DAY : Kind.INTEGER;
      case INT64 -> isDecimal(element) ? Kind.OTHER : timestamp(element);
      case INT96 -> Kind.JULIAN;
      case FLOAT -> Kind.FLOAT;
      case DOUBLE -> Kind.DOUBLE;
      case BOOLEAN -> Kind.BOOLEAN;
      case FIXED_LEN_BYTE_ARRAY -> Kind.OTHER;
    };
  }

  private static boolean isDecimal(SchemaElement element) {
    return is(element, ConvertedType.DECIMAL, LogicalType::isSetDECIMAL);
  }

  private static boolean isDate(SchemaElement element) {
    return is(element, ConvertedType.DATE, LogicalType::isSetDATE);
  }

  private static Kind timestamp(SchemaElement element) {
    LogicalType type = element.getLogicalType();
    TimestampType time = type != null && type.isSetTIMESTAMP() ? type.getTIMESTAMP() : null;
    TimeUnit unit = time == null ? null : time.getUnit();
    if (unit != null) {
      return unit.isSetMILLIS()
          ? Kind.MILLISECONDS
          : unit.isSetMICROS() ? Kind.MICROSECONDS : Kind.NANOSECONDS;
    }
    return element.getConverted_type() == ConvertedType.TIMESTAMP_MILLIS
        ? Kind.MILLISECONDS
        : element.getConverted_type() == ConvertedType.TIMESTAMP_MICROS
            ? Kind.MICROSECONDS
            : Kind.LONG;
  }
}
