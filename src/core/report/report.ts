/** A small picture in a report, and what stands below it, line by line. */
export interface ReportPicture {
  /** A PNG. */
  png: Uint8Array;
  /** What it shows, for those who do not see it. */
  name: string;
  /** What is said of it; the old of a pair is struck. */
  lines: (string | { old: string; now: string })[];
}

/** A part of a section. */
export type ReportBlock =
  | { kind: 'text'; text: string }
  | {
      kind: 'table';
      /** What the table is of, for those who do not see it. */
      title: string;
      head: string[];
      /** Numbers stand at the right: columns from this one on. */
      numbersFrom: number;
      rows: string[][];
    }
  | {
      kind: 'chart';
      /** What is seen in it, for those who do not see it. */
      title: string;
      /** An SVG element of its own. */
      svg: string;
    }
  | { kind: 'pictures'; pictures: ReportPicture[] };

/** A section of a report. */
export interface ReportSection {
  title: string;
  blocks: ReportBlock[];
}

/** A report on the labels of a data set, whatever it is written as. Its texts come from outside too: none is markup. */
export interface Report {
  /** "Labels of CIFAR-10" */
  title: string;
  /** By what and when it was made. */
  made: string;
  /** What matters most, in sentences. */
  summary: string[];
  sections: ReportSection[];
}

/** A paragraph. */
export const text = (sentence: string): ReportBlock => ({ kind: 'text', text: sentence });

/** A table; columns from `numbersFrom` on hold numbers. */
export const table = (title: string, head: string[], rows: string[][], numbersFrom = 1): ReportBlock => ({
  ...{ kind: 'table', title, head, rows, numbersFrom },
});
