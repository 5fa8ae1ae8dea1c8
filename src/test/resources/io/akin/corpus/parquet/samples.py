"""Writes the Parquet files beside it, by the writers that people use (pip install pyarrow duckdb)."""

import datetime
import pathlib

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).parent
TEXT = "We ask how alike two papers are, and find that kin is where kin is sought. "


def sample():
    """Ten rows, three of them broken: no title, a title that is not UTF-8, a blank title."""
    titles = [f"Kinship of Texts, Part {i}".encode() for i in range(10)]
    titles[2], titles[5], titles[8] = None, b"Kin \xff\xfe", b"   "
    table = pa.table({
        "title": pa.array(titles, pa.binary()),
        "abstract": [f"{TEXT} ({i})" for i in range(10)],
        "authors": [["Ada Example", f"Bo {i} Sample"] for i in range(10)],
        "published": [datetime.date(2023, 6, 1 + i) for i in range(10)],
        "arxiv_id": [f"2306.0097{i}" for i in range(10)],
        "upvotes": pa.array(range(10), pa.int64()),
        "score": pa.array([0.5] * 10, pa.float64()),
    })
    pq.write_table(table, HERE / "sample.parquet", compression="snappy")
    delta = {name: "DELTA_BYTE_ARRAY" for name in ("title", "abstract")}
    pq.write_table(table, HERE / "sample-delta.parquet", compression="none", use_dictionary=False,
                   data_page_version="2.0", row_group_size=4, write_page_checksum=True,
                   column_encoding=delta | {"arxiv_id": "DELTA_LENGTH_BYTE_ARRAY",
                                            "upvotes": "DELTA_BINARY_PACKED"})


def daily_papers(name, **options):
    """The columns of daily papers, flattened."""
    day = datetime.datetime(2025, 1, 1, 18, tzinfo=datetime.timezone.utc)
    table = pa.table({
        "paper_id": ["2501.00042", "2501.00043"],
        "paper_title": ["A Small Study of Example Papers", "A Second Study"],
        "paper_summary": [TEXT, TEXT],
        "paper_authors": [["Ada Example", "Bo Sample"], []],
        "paper_publishedAt": pa.array([day, day], pa.timestamp("ms", tz="UTC")),
        "paper_submittedOnDailyAt": pa.array([day + datetime.timedelta(days=1), None],
                                             pa.timestamp("us", tz="UTC")),
        "paper_upvotes": [7, 0],
        "paper_ai_keywords": [["example papers", "kin, kith"], None],
        "paper_ai_summary": ["A short study.", None],
        "paper_projectPage": ["https://example.org/p", None],
        "paper_githubRepo": ["https://github.com/example/p", None],
        "paper_organization": [{"name": "northlab", "fullname": "North Lab"}, None],
        "publishedAt": pa.array([day, None], pa.timestamp("ns")),
        "numComments": pa.array([2, None], pa.int32()),
    })
    pq.write_table(table, HERE / name, **options)


def nested():
    """The same as the wrapper has it: structures, and a list of structures."""
    paper = {"id": "2501.00042", "title": "A Small Study of Example Papers", "summary": TEXT,
             "authors": [{"name": "Ada Example", "hidden": False, "user": {"name": "ada"}},
                         {"name": "Bo Sample", "hidden": True, "user": None}],
             "publishedAt": "2025-01-01T18:00:00.000Z", "upvotes": 7,
             "ai_keywords": ["example papers"],
             "organization": {"name": "northlab", "fullname": "North Lab"}}
    table = pa.Table.from_pylist([{"paper": paper, "numComments": 2, "title": paper["title"]}])
    pq.write_table(table, HERE / "nested.parquet", compression="gzip")


def duck():
    duckdb.sql(f"""
        COPY (SELECT 'Kinship of Texts ' || i AS title, '{TEXT}' || i AS abstract,
                     ['Ada Example', 'Bo Sample'] AS authors, DATE '2023-06-01' AS published,
                     2023 AS year, i::DOUBLE AS upvotes, i % 2 = 0 AS withdrawn
              FROM range(3) AS t(i))
        TO '{HERE / "duckdb.parquet"}' (FORMAT parquet, COMPRESSION zstd)""")


def bomb():
    """Five million rows of nothing in a few hundred bytes."""
    table = pa.table({"title": pa.nulls(5_000_000, pa.string())})
    pq.write_table(table, HERE / "bomb.parquet", row_group_size=5_000_000, write_statistics=False,
                   max_rows_per_page=5_000_000)


sample()
daily_papers("daily-papers.parquet", compression="zstd", data_page_version="2.0")
daily_papers("daily-papers-spark.parquet", compression="snappy",
             use_deprecated_int96_timestamps=True, use_compliant_nested_type=False)
nested()
duck()
bomb()
