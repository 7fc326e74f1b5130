import { standingLabels } from '../../src/core/dataset/classes.ts';
import { RunClasses } from '../../src/core/dataset/run-classes.ts';
import { CIFAR_10_NORMALISATION, NO_LABEL, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { UserError } from '../../src/core/errors.ts';
import type { Model, ModelBlock, ModelNetwork } from '../../src/core/model-export/model.ts';
import { NO_FOLD } from '../../src/core/training/folds.ts';
import { NETWORKS } from '../../src/core/training/presets.ts';
import { stemOf } from '../../src/core/training/picture-size.ts';
import { datasetGone } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import type { CheckpointRow, RunRow, TrainedRunRow } from '../../src/store/records.ts';
import { getRun, readCheckpoint, readFoldCheckpoints } from '../../src/store/runs.ts';
import { EPSILON } from '../engine/kernels/kernels.ts';
import { layOut, RESIDUAL_ENDS, RESIDUAL_STARTS, type Layout } from '../engine/layout.ts';

/**
 * Reads what a model's file is written of: the weights that a run keeps, and what its classes are called now.
 * @throws UserError 'not-found' or 'deleted' where run or data set are gone, 'bad-input' where the run has no network of its own,
 * 'not-computed' where it keeps no weights
 */
export async function loadModel(runId: number): Promise<Model> {
  const run = withNetwork(await getRun(runId));
  const info = await getDataset(run.datasetId);
  if (!info) throw datasetGone();
  const checkpoints = await readCheckpoints(run);
  const { recipe, classCount, normalisation = CIFAR_10_NORMALISATION } = run;
  const stem = stemOf(info.height, info.width);
  const layout = layOut(NETWORKS[recipe.network], classCount, stem);
  const { order, columns, classes } = standingColumns(classCount, info);
  return {
    facts: {
      ...{ producer: 'Second Look', version: 1, run: run.name, dataset: info.name, classes },
      ...{ height: info.height, width: info.width, channels: 'RGB', fit: info.fit, background: info.background },
      ...{ mean: normalisation.mean, deviation: normalisation.deviation, mirrored: true },
      ...{ recipe: recipe.name, architecture: recipe.network, seed: run.seed },
      ...{ epochs: Math.min(...checkpoints.map(({ epoch }) => epoch)), networks: checkpoints.length, network: 1 },
      folds: run.folds?.of.some((fold) => fold !== NO_FOLD) ? run.folds.k : 0,
    },
    networks: checkpoints.map((checkpoint) => networkOf(layout, checkpoint, order)),
    stride: stem.stride,
    columns,
    epsilon: EPSILON,
  };
}

function withNetwork(run: RunRow): TrainedRunRow {
  if (run.source === 'trained') return run;
  const why =
    run.source === 'probe'
      ? 'it judges by the features of a backbone, and is fitted anew whenever it is asked'
      : 'its predictions were made elsewhere';
  throw new UserError(
    'bad-input',
    `“${run.name}” has no network of its own to export: ${why}. Train a network to export one.`,
  );
}

async function readCheckpoints(run: TrainedRunRow): Promise<CheckpointRow[]> {
  const found = run.folds ? await readFoldCheckpoints(run.id) : [await readCheckpoint(run.id)];
  const checkpoints = found.filter((checkpoint) => checkpoint !== undefined);
  const wanted = run.folds?.k ?? 1;
  if (checkpoints.length === wanted) return checkpoints;
  const kept = wanted === 1 ? 'Its weights are not' : `Weights of ${checkpoints.length} of its ${wanted} networks are`;
  const what = run.status === 'trained' ? 'train it again' : 'go on training until each network has done an epoch';
  throw new UserError(
    'not-computed',
    `“${run.name}” cannot be exported. ${kept} in this browser: ${what}, and export it then.`,
  );
}

/**
 * How a run's classes stand now.
 * @returns `order`: the columns of the run that are left, those of a class beside each other; `columns`: how many each class has
 */
function standingColumns(
  classCount: number,
  { classes, retired }: DatasetInfo,
): { order: number[]; columns: number[]; classes: string[] } {
  const standing = new RunClasses(classCount, retired);
  const all = Uint16Array.from({ length: classCount }, (_, label) => label);
  const columnOf = standing.columns(standingLabels(all, retired));
  const groups = Array.from(standing.labels, (_, column) =>
    Array.from(all).filter((label) => columnOf[label] !== NO_LABEL && columnOf[label] === column),
  );
  return {
    order: groups.flat(),
    columns: groups.map(({ length }) => length),
    classes: Array.from(standing.labels, (label) => classes[label]),
  };
}

/** @param order the columns of the linear layer that are kept */
function networkOf(
  layout: Layout,
  { epoch, weights, statistics }: CheckpointRow,
  order: readonly number[],
): ModelNetwork {
  const { parameters, channelCount, top, classCount, logitScale } = layout;
  const part = (k: number): Float32Array =>
    weights.subarray(parameters[k].offset, parameters[k].offset + parameters[k].size);
  let channel = 0;
  const blocks = layout.blocks.map(({ inputs, outputs }, k): ModelBlock => {
    const from = channel;
    channel += outputs;
    const end = RESIDUAL_ENDS.indexOf(k);
    return {
      ...{ inputs, outputs, filter: part(3 * k), gamma: part(3 * k + 1), beta: part(3 * k + 2) },
      mean: statistics.subarray(from, channel),
      variance: statistics.subarray(channelCount + from, channelCount + channel),
      pooled: layout.poolsAfter.includes(k),
      ...(end >= 0 && { adds: RESIDUAL_STARTS[end] }),
    };
  });
  const learned = part(parameters.length - 1);
  const linear = new Float32Array(top * order.length);
  for (let feature = 0; feature < top; feature++) {
    order.forEach((column, at) => {
      linear[feature * order.length + at] = learned[feature * classCount + column] * logitScale;
    });
  }
  return { epochs: epoch, blocks, top, linear };
}
