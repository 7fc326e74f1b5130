"""Writes one table of Hugging Face's kind in many ways: write-parquet.py OUT_DIR. Needs pyarrow."""

import json
import struct
import sys
import zlib

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 500


def png(i):
    """A grey picture of 2 by 1 pixels; i stands in its pixels, rows 0 and 7 are the same."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    pixels = b"\0" + struct.pack(">H", 0 if i == 7 else i)
    head = struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


features = {"image": {"_type": "Image"}, "label": {"_type": "ClassLabel", "names": ["cat", "dog", "owl"]}}
schema = pa.schema(
    [
        ("image", pa.struct([("bytes", pa.binary()), ("path", pa.string())])),
        ("label", pa.int64()),
        ("place", pa.dictionary(pa.int32(), pa.string())),
        ("count", pa.int32()),
        ("day", pa.date32()),
        ("matrix", pa.list_(pa.list_(pa.uint8()))),
    ],
    metadata={"huggingface": json.dumps({"info": {"features": features}})},
)
rows = [
    {
        "image": {"bytes": png(i), "path": f"folder/{i:04}.png"},
        "label": None if i % 11 == 0 else i % 3,
        "place": None if i % 5 == 0 else ["Rome", "Oslo"][i % 2],
        "count": i * i,
        "day": i,
        "matrix": [[i % 256, 1], [2, 3]],
    }
    for i in range(ROWS)
]
table = pa.Table.from_pylist(rows, schema=schema)

WAYS = {
    "plain": {"compression": "none", "use_dictionary": False},
    "snappy": {"compression": "snappy", "row_group_size": 130},
    "gzip": {"compression": "gzip", "data_page_size": 2000, "write_batch_size": 16},
    "zstd": {"compression": "zstd", "data_page_version": "2.0", "data_page_size": 2000, "write_batch_size": 16},
    "brotli": {"compression": "brotli"},
    "lz4": {"compression": "lz4"},
    "delta": {
        "use_dictionary": False,
        "column_encoding": {
            "image.bytes": "DELTA_LENGTH_BYTE_ARRAY",
            "image.path": "DELTA_BYTE_ARRAY",
            "label": "DELTA_BINARY_PACKED",
            "count": "DELTA_BINARY_PACKED",
        },
    },
    "split": {"use_dictionary": False, "column_encoding": {"count": "BYTE_STREAM_SPLIT"}},
    "index": {"write_page_index": True, "use_content_defined_chunking": True, "row_group_size": 200},
}
for name, options in WAYS.items():
    pq.write_table(table, f"{sys.argv[1]}/{name}.parquet", **options)
