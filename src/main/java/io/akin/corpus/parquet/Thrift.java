package io.akin.corpus.parquet;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TMap;
import shaded.parquet.org.apache.thrift.protocol.TProtocolException;
import shaded.parquet.org.apache.thrift.protocol.TStruct;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;
import shaded.parquet.org.apache.thrift.transport.TTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/** Reads the metadata of Parquet files, and never more of it than there are bytes. */
final class Thrift {
  /** Parquet's own structures are nested eight deep. */
  private static final int MAX_DEPTH = 32;

  private Thrift() {}

  /** A header, and how many bytes it takes. */
  record Header(PageHeader page, int bytes) {}

  static FileMetaData footer(byte[] bytes) throws MalformedException {
    FileMetaData footer = new FileMetaData();
    try {
      footer.read(
          new Bounded(new TIOStreamTransport(new ByteArrayInputStream(bytes)), bytes.length));
      return footer;
    } catch (TException e) {
      throw new MalformedException("its footer is unreadable (%s)".formatted(e.getMessage()));
    }
  }

  /** The header of a page at the start of the bytes, or empty when it is longer than they are. */
  static Optional<Header> pageHeader(byte[] bytes) throws MalformedException {
    PageHeader header = new PageHeader();
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    try {
      header.read(new Bounded(new TIOStreamTransport(in), bytes.length));
      return Optional.of(new Header(header, bytes.length - in.available()));
    } catch (TTransportException _) {
      return Optional.empty();
    } catch (TException e) {
      throw new MalformedException(
          "the header of a page is unreadable (%s)".formatted(e.getMessage()));
    }
  }

  /**
   * The library makes room for as many elements as a list says it has, and follows unknown
   * structures as deep as they go.
   */
  private static final class Bounded extends TCompactProtocol {
    private int depth;

    Bounded(TTransport transport, int bytes) {
      super(transport, bytes, bytes);
    }

    private void enter() throws TException {
      depth++;
      if (depth > MAX_DEPTH) {
        throw new TProtocolException(TProtocolException.DEPTH_LIMIT, "nested too deep");
      }
    }

    @Override
    public TStruct readStructBegin() throws TException {
      enter();
      return super.readStructBegin();
    }

    @Override
    public void readStructEnd() throws TException {
      depth--;
      super.readStructEnd();
    }

    @Override
    public TList readListBegin() throws TException {
      enter();
      return super.readListBegin();
    }

    @Override
    public void readListEnd() throws TException {
      depth--;
      super.readListEnd();
    }

    @Override
    public TMap readMapBegin() throws TException {
      enter();
      return super.readMapBegin();
    }

    @Override
    public void readMapEnd() throws TException {
      depth--;
      super.readMapEnd();
    }
  }
}
