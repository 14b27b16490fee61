#!/usr/bin/env python3
"""Scores the rows of a CSV with model.onnx: python score.py cases.csv --out scores.csv

Needs numpy and onnxruntime. What columns the CSV needs, DEPLOY.md says, as does: python score.py --columns
Research use only. Not a medical device.
"""

import argparse
import csv
import json
import re
import sys
import unicodedata

import numpy as np


class BadCsv(Exception):
    """What is wrong with a CSV, by row and column: nothing that a cell holds is part of it."""


def read_csv(path):
    """Columns by their names, lists of cells; and how many rows there are."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        header, *rows = [row for row in csv.reader(file) if row] or [[]]
    if len(set(header)) != len(header):
        raise BadCsv("two columns have the same name")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise BadCsv(f"row {number} has {len(row)} cells, the header {len(header)}")
    return {name: [row[j] for row in rows] for j, name in enumerate(header)}, len(rows)


def clean(cell):
    shown = (c for c in cell if c in "\t\n\r" or unicodedata.category(c) not in ("Cc", "Cf"))
    return unicodedata.normalize("NFC", "".join(shown)).strip()


def is_missing(cell, missing):
    return cell == "" or cell.lower() in missing["words"]


def number(cell, missing, row, column):
    """NaN where it is missing. A cell that is no number is an error, not a missing value."""
    lowered = cell.lower()
    if is_missing(cell, missing) or lowered in missing["number_marks"] or lowered in missing["number_codes"]:
        return np.nan
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", cell, re.ASCII):
        raise BadCsv(f"row {row + 2}, column {column!r}: not a number")
    return float(cell)


def cells(table, rows, column):
    """A column that is not there is missing in every row."""
    return [clean(cell) for cell in table[column]] if column in table else [""] * rows


def numbers(table, rows, columns, missing):
    """float64 [rows, columns], NaN where a value is missing."""
    values = [
        [number(cell, missing, i, column) for i, cell in enumerate(cells(table, rows, column))] for column in columns
    ]
    return np.array(values, np.float64).reshape(len(columns), rows).T


def codes(table, rows, columns, missing):
    """int64 [rows, columns]: the place among the column's levels, -1 missing, their number where it is none of them."""

    def code(cell, levels):
        if is_missing(cell, missing):
            return -1
        return levels.index(cell) if cell in levels else len(levels)

    values = [[code(cell, column["levels"]) for cell in cells(table, rows, column["name"])] for column in columns]
    return np.array(values, np.int64).reshape(len(columns), rows).T


def make_feeds(inputs, missing, table, rows):
    """What the model is given: arrays by the names of its inputs."""
    feeds = {}
    for item in inputs:
        if item["kind"] == "vectors":
            vectors = numbers(table, rows, item["columns"], missing)
            gaps = np.isnan(vectors)
            partial = gaps.any(axis=1) & ~gaps.all(axis=1)
            if partial.any():
                raise BadCsv(f"row {int(partial.argmax()) + 2}: a part of the vector {item['name']!r} is missing")
            feeds[item["name"]] = np.nan_to_num(vectors, nan=0.0).astype(np.float32)
            feeds[item["present"]] = ~gaps.all(axis=1)
            continue
        if item["numbers"]:
            feeds[item["numbers"]["name"]] = numbers(table, rows, item["numbers"]["columns"], missing)
        if item["categories"]:
            feeds[item["categories"]["name"]] = codes(table, rows, item["categories"]["columns"], missing)
    return feeds


FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
PLAIN_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def escaped(cell):
    """What a spreadsheet would run as a formula, with an apostrophe before it, which makes it text; plain numbers as they are."""
    return f"'{cell}" if FORMULA.match(cell) and not PLAIN_NUMBER.fullmatch(cell) else cell


def write_scores(out, first, names, labels, classes, probabilities):
    """A CSV: the column `first` with the rows' names, the most probable class, and a probability a class."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([escaped(first), "label", *(f"probability {name}" for name in classes)])
    for name, label, row in zip(names, labels, probabilities):
        writer.writerow([escaped(name), escaped(label), *(format(value, ".9g") for value in row)])


def columns_of(inputs):
    """Names of the columns that a CSV needs, in the order of the model's inputs."""
    names = []
    for item in inputs:
        if item["kind"] == "vectors":
            names += item["columns"]
            continue
        names += item["numbers"]["columns"] if item["numbers"] else []
        names += [column["name"] for column in item["categories"]["columns"]] if item["categories"] else []
    return names


class Model:
    """model.onnx with what its metadata says. One a process: opening it takes longer than scoring."""

    def __init__(self, path="model.onnx"):
        import onnxruntime

        self.session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        about = self.session.get_modelmeta().custom_metadata_map
        self.inputs = json.loads(about["nearside.inputs"])
        self.missing = json.loads(about["nearside.missing"])
        self.classes = json.loads(about["nearside.classes"])

    def score(self, table, rows):
        """Probabilities [rows, classes] and the most probable class of each row, [rows]."""
        if not any(column in table for column in columns_of(self.inputs)):
            raise BadCsv("none of the model's columns is there; python score.py --columns lists them")
        return self.session.run(["probabilities", "label"], make_feeds(self.inputs, self.missing, table, rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0], epilog="Research use only.")
    parser.add_argument("csv", nargs="?", help="a CSV in UTF-8 with a header, commas and decimal points")
    parser.add_argument("--model", default="model.onnx")
    parser.add_argument("--out", help="where to write; absent: to the standard output")
    parser.add_argument("--id", help="a column to copy, so that rows can be told apart")
    parser.add_argument("--columns", action="store_true", help="list the columns that the CSV needs, and end")
    arguments = parser.parse_args()
    model = Model(arguments.model)
    if arguments.columns:
        print("\n".join(columns_of(model.inputs)))
        return
    if not arguments.csv:
        parser.error("a CSV is needed")
    table, rows = read_csv(arguments.csv)
    if arguments.id is not None and arguments.id not in table:
        raise BadCsv(f"there is no column {arguments.id!r}")
    probabilities, labels = model.score(table, rows)
    names = table[arguments.id] if arguments.id is not None else [str(i + 2) for i in range(rows)]
    out = open(arguments.out, "w", newline="", encoding="utf-8") if arguments.out else sys.stdout
    write_scores(out, arguments.id or "row", names, labels, model.classes, probabilities.tolist())
    if arguments.out:
        out.close()


if __name__ == "__main__":
    try:
        main()
    except BadCsv as problem:
        sys.exit(f"score.py: {problem}")
