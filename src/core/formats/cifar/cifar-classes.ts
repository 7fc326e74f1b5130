import { CIFAR_100_CLASSES, CIFAR_100_COARSE, CIFAR_10_CLASSES } from '../cifar-names.ts';
import { classesOf, type Classes, type FileLabels, type NamesFile } from '../label-classes.ts';

/** The labels of a batch, and its coarse ones in CIFAR-100's layouts. */
export interface LabelledBatch {
  path: string;
  labels: ArrayLike<number>;
  coarse?: ArrayLike<number>;
}

/**
 * Classes of batches: named by a file, else as CIFAR's own, else "class 0", "class 1" … where there are more classes than it has.
 * @throws UserError 'import' where a label has no class
 */
export function cifarClasses(
  batches: readonly LabelledBatch[],
  names: { classes?: NamesFile; coarse?: NamesFile },
): { classes: Classes; coarse?: Classes } {
  const files = (column: 'labels' | 'coarse'): FileLabels[] =>
    batches.map((batch) => ({ path: batch.path, values: batch[column] ?? [] }));
  const hasCoarse = batches.some(({ coarse }) => coarse);
  const official = hasCoarse ? CIFAR_100_CLASSES : CIFAR_10_CLASSES;
  return {
    classes: classesOf(files('labels'), names.classes, official, (label) => `class ${label}`),
    ...(hasCoarse && {
      coarse: classesOf(
        files('coarse'),
        names.coarse,
        CIFAR_100_COARSE,
        (label) => `coarse class ${label}`,
        'coarse label',
      ),
    }),
  };
}

/** "CIFAR-10" or "CIFAR-100" where the classes are theirs. */
export function officialName(classes: readonly string[], hasCoarse: boolean): string | undefined {
  if (hasCoarse) return classes.length === CIFAR_100_CLASSES.length ? 'CIFAR-100' : undefined;
  return classes.join() === CIFAR_10_CLASSES.join() ? 'CIFAR-10' : undefined;
}
