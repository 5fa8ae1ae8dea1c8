package io.akin.export;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB, which reads what was written by others. */
final class Duck implements AutoCloseable {
  private final Connection connection;

  Duck() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  /** The rows of an answer, cells as DuckDB prints them, {@code null} for those that are null. */
  List<List<String>> rows(String query, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query.replace("FILE", "'" + file + "'"))) {
      int columns = answer.getMetaData().getColumnCount();
      List<List<String>> rows = new ArrayList<>();
      while (answer.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(answer.getObject(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** The only cell of each row. */
  List<String> column(String query, Path file) throws SQLException {
    return rows(query, file).stream().map(List::getFirst).toList();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
