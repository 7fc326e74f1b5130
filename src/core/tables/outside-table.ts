/** Numbers of a column that has several a row. */
export interface NumberRows {
  /** Numbers a row. */
  width: number;
  /** rows × width row-major; NaN where a row has none. */
  values: Float32Array;
}

/** One column of a table from outside, as text: empty = no value. */
export interface OutsideColumn {
  /** As its header says; "column 3" where there is none. */
  name: string;
  cells: string[];
  /** What it holds where it is an array of several numbers a row; its cells then only show how they begin. */
  numbers?: NumberRows;
}

/** A table that came from outside (CSV, TSV, JSON, JSON Lines, Parquet, NumPy), whatever its format: columns of text. */
export interface OutsideTable {
  /** File that it came from, for errors. */
  file: string;
  rows: number;
  columns: OutsideColumn[];
  /** Columns that are no text and were left out: lists, pictures. */
  leftOut?: string[];
  /** All classes in their order, and the column that holds them, where the table lists them. */
  classes?: { column: string; names: string[] };
}
