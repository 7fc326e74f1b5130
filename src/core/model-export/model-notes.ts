import type { Model } from './model.ts';

const counted = (count: number, one: string, many: string): string => (count === 1 ? `One ${one}` : `${count} ${many}`);

/** What a model's file holds, in sentences. */
export function modelNotes({ facts, networks, columns }: Model): string[] {
  const { architecture, epochs, classes, height, width } = facts;
  const several = `${networks.length} networks (${architecture}) after epoch ${epochs}, each a file of its own: ${facts.folds > 0 ? 'each learned without one fold, and judges the samples of that' : 'an ensemble, whose logits are the mean of theirs'}.`;
  const merged = classes.filter((_, at) => columns[at] > 1);
  return [
    networks.length === 1 ? `One network (${architecture}), as it is after epoch ${epochs}.` : several,
    `It takes RGB pictures of ${width} × ${height} pixels, 0 … 255, normalises them and takes the mean with their mirror images, as this page does: its logits are the same.`,
    `${counted(classes.length, 'class', 'classes')} by the names of now: ${classes.slice(0, 10).join(', ')}${classes.length > 10 ? ' …' : ''}.`,
    ...(merged.length > 0 ? [`Classes that were merged since are added up: ${merged.join(', ')}.`] : []),
  ];
}
