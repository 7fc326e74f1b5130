/** What a column of a table is. */
export type ColumnMeaning =
  /** Names samples: path, file name, id. */
  | 'name'
  /** The split that a sample is in. */
  | 'split'
  /** A sample's number, from 0: within its split where a column says which, else in the whole data set. */
  | 'index'
  /** The labels that are brought. */
  | 'labels'
  /** What one annotator said; kept as a field. */
  | 'annotator'
  /** Says whose label it is that a row has, one annotator's of one sample; each annotator's labels are kept as a field. */
  | 'who'
  /** Kept as a field. */
  | 'field'
  /** A model's probability or logit of one class, or, where it has several numbers a row, of all classes in their order; becomes a run. */
  | 'prediction'
  /** Numbers of a model's embedding; kept with its predictions. */
  | 'embedding'
  /** Left out. */
  | 'nothing';

/**
 * What labels from a table become: given labels (those of before stay as true ones), corrections (current labels, as if decided here), true
 * labels; or, of a file that Second Look wrote, what they were when it was written.
 */
export type LabelRole = 'given' | 'corrections' | 'true' | 'restore';

/** How rows find their samples: by name, by split and number in it, by number, or in the order of all samples or of one split. */
export type MatchKind = 'name' | 'split-index' | 'index' | 'order' | `order:${string}`;

/** What to do with labels that are in doubt: take them as they are matched, or one row, or one class number, further up or down. */
export type DoubtAnswer = 'as-it-is' | 'rows-1' | 'rows+1' | 'labels-1' | 'labels+1';

/** How a table is to be understood. Whatever is left out is told from its contents, or asked. */
export interface TableMapping {
  /** What columns are, by their names. */
  columns?: Record<string, ColumnMeaning>;
  /** What the labels become; or that their column is an annotator's, or a field. */
  role?: LabelRole | 'annotator' | 'field';
  /** How rows find their samples. */
  match?: MatchKind;
  /** Class names in another case, "Cat" for "cat": take them, or leave those rows out. */
  case?: 'take' | 'leave';
  /** Names that no class has: make them classes, or leave those rows out. */
  classes?: 'add' | 'leave';
  /** Labels, or predictions, that are in doubt. */
  doubt?: DoubtAnswer;
  /** What the run is called that predictions become. Default: the file's name without its ending. */
  run?: string;
  /** Whether each sample was predicted by a model that had not learned its label. */
  outOfSample?: 'yes' | 'no';
}

/** Something that only a person can answer, and the answer where it was given. */
export interface TableQuestion {
  /** Which part of a mapping answers it. */
  about: 'columns' | 'match' | 'role' | 'case' | 'classes' | 'doubt' | 'outOfSample';
  /** A sentence. */
  text: string;
  choices: { value: string; title: string; detail?: string }[];
  answer: string | null;
  /** The answer to take where nobody can be asked; null where there is none that is safe. */
  safe: string | null;
}
