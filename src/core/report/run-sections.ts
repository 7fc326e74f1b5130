import { heldOutSets } from '../dataset/held-out.ts';
import { UserError } from '../errors.ts';
import { formatCount, formatDuration, formatMoment, formatPercent, formatPlural } from '../format.ts';
import { choosePair, sayGain, sayUnlike } from '../metrics/say-gain.ts';
import { BACKEND_TITLES } from '../training/recipe.ts';
import { learnedIndices, type Run } from '../training/run.ts';
import { learningChart } from './charts.ts';
import type { Facts } from './facts.ts';
import { table as tableBlock, text, type ReportBlock, type ReportSection } from './report.ts';

/** What corrections were worth to a network: a sentence where that was tested, and all that there is to tell. */
export async function gainOf({ set, runs, compare }: Facts): Promise<{ said: string | null; blocks: ReportBlock[] }> {
  const none = (sentence: string) => ({ said: null, blocks: [text(sentence)] });
  if (runs.filter(({ status }) => status === 'trained').length < 2)
    return none('There are no two runs to compare: train, fix labels, and train again.');
  const { table } = set;
  const [before, after] = choosePair(runs);
  const held = heldOutSets(table, learnedIndices(before), learnedIndices(after))[0];
  if (!held) {
    return none(
      `“${before.name}” and “${after.name}” learned from every sample, so no test can say what the corrections are worth: hold samples out before training.`,
    );
  }
  try {
    const { gain, count, before: first, after: second, leftOut } = await compare(before, after, held.indices);
    if (!gain) return none('There is no held-out sample that both runs have predicted.');
    const said = `“${before.name}” against “${after.name}”: ${sayGain(gain, count)}`;
    const rows = [
      [before.name, formatPercent(first / count)],
      [after.name, formatPercent(second / count)],
    ];
    const unlike = sayUnlike(before, after);
    return {
      said: unlike ? null : said,
      blocks: [
        text(said),
        ...(unlike ? [text(unlike)] : []),
        tableBlock(
          'Accuracy before and after',
          ['Run', `Right, of ${formatPlural(count, 'sample')} of “${held.name}”`],
          rows,
        ),
        text(
          `Right is the true label where it is known, else the label as it stands. Another seed may add to the error.${
            leftOut > 0
              ? ` Left out: ${formatPlural(leftOut, 'sample')}, excluded or with a label changed in between.`
              : ''
          }`,
        ),
      ],
    };
  } catch (error) {
    if (error instanceof UserError) return none(error.message);
    throw error;
  }
}

/** How the run was made that is told of. */
export function madeSection({ run, runs }: Facts): ReportSection {
  const title = 'How it was made';
  if (!run) return { title, blocks: [text(runs.length === 0 ? 'No run yet.' : 'No run is shown.')] };
  const blocks: ReportBlock[] = [tableBlock('The run that is told of', ['', ''], runRows(run), 2)];
  if (run.epochs.length > 1) {
    blocks.push({ kind: 'chart', title: 'Accuracy on the labels learned, by epoch', svg: learningChart(run.epochs) });
  }
  blocks.push(
    text(
      'The label-error probability of a label says how likely it is wrong, by the pictures, by the noise that is estimated from these very labels, and by what was decided.' +
        (run.source === 'imported' ? '' : ' Everything was computed in a browser tab; the pictures were sent nowhere.'),
    ),
  );
  return { title, blocks };
}

function runRows(run: Run): string[][] {
  const common = [
    ['Run', run.name],
    ['Made', formatMoment(run.createdAt)],
    ['Samples learned', formatCount(learnedIndices(run).length)],
  ];
  switch (run.source) {
    case 'trained': {
      const { recipe, seed, parameters, backend, workers } = run;
      const by = backend ? BACKEND_TITLES[backend] : '';
      return [
        ...common,
        [
          'Recipe',
          `${recipe.name}: network “${recipe.network}”, ${formatPlural(recipe.epochs, 'epoch')}, batches of ${recipe.batch}`,
        ],
        ['Seed', String(seed)],
        ...(parameters ? [['Parameters', formatCount(parameters)]] : []),
        ...(by ? [['Trained on', workers && workers > 1 ? `${by}, ${workers} workers` : by]] : []),
        ['Time', formatDuration(run.elapsedMs)],
      ];
    }
    case 'probe':
      return [
        ...common,
        ['Backbone', `${run.choice.backbone}, pictures at ${run.choice.side} px`],
        ...(run.fit
          ? [['Discriminant analysis', `${run.fit.taps.join(' and ')}, shrinkage ${run.fit.shrinkage}`]]
          : []),
        ['Time', formatDuration(run.elapsedMs)],
      ];
    case 'imported':
      return [...common, ['From', run.from || 'a script'], ['Out of sample', run.outOfSample ? 'yes' : 'no']];
  }
}
