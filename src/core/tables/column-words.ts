/** What a column of labels is called. */
export const LABEL_WORDS =
  /^(labels?|class(es)?|class[ _-]?(name|label|id|idx|index)|category|categories|category[ _-]?(name|id)|targets?|y|gt|ground[ _-]?truth|new[ _-]?label|(corrected|suggested|given|fine)[ _-]?labels?|breed|species|diagnosis|dx|level|.*\.label)$/i;

/** What stands in the name of a column that one person's labels are in. */
export const ANNOTATOR_WORDS = /annotator|rater|labell?er|worker|expert|reviewer|grader/i;

/** What a column is called that says which sample a row is of. */
export const NAME_WORDS =
  /^(name|file|file[ _-]?name|path|file[ _-]?path|image|img|image[ _-]?(id|name|path|file)|id|uuid|key|sample|sample[ _-]?(id|name))$/i;
