import { isSplitName } from '../dataset/split-names.ts';

/** What a column of labels is called. */
export const LABEL_WORDS =
  /^(labels?|choices?|class(es)?|class[ _-]?(name|label|id|idx|index)|category|categories|category[ _-]?(name|id)|targets?|y|gt|ground[ _-]?truth|new[ _-]?label|(corrected|suggested|given|fine)[ _-]?labels?|breed|species|diagnosis|dx|level|.*\.(label|choice))$/i;

/** Whether a column is called so, or the coarse one of two (CIFAR-100's superclasses). */
export const isCalledLabel = (name: string): boolean => LABEL_WORDS.test(name.replace(/^coarse[ _-]?/i, ''));

/** What stands in the name of a column that one person's labels are in. */
export const ANNOTATOR_WORDS = /annotator|rater|labell?er|worker|expert|reviewer|grader/i;

/** What a column is called that says whose label a row is. */
export const WHO_WORDS =
  /^((worker|annotator|rater|labell?er|expert|reviewer|grader|user|coder|judge|participant)([ _-]?(id|name|email))?|(completed|labell?ed|annotated)[ _-]?by|who)$/i;

/** What a column is called that says which sample a row is of. */
export const NAME_WORDS =
  /^(name|file|file[ _-]?name|path|file[ _-]?path|image|img|image[ _-]?(id|name|path|file)|id|uuid|key|sample|sample[ _-]?(id|name)|task|task[ _-]?id)$/i;

/** What a column of splits is called. */
const SPLIT_WORDS = /^(split|subset|set|partition|usage|fold|tags|table|dataset)$/i;

/** Whether a column holds splits: all its values are called so, of several; of a column that is too, most of them. */
export function isSplitColumn(name: string, values: ReadonlySet<string>): boolean {
  const named = [...values].filter(isSplitName).length;
  return SPLIT_WORDS.test(name) ? named > values.size / 2 : values.size > 1 && named === values.size;
}
