import { html, type TemplateResult } from 'lit';
import './curve.ts';
import type { TrainedRun } from '../../core/training/run.ts';
import type { CurvePoint } from './curve.ts';
import type { BatchPoint } from '../../api/live-batches.ts';

/** A loss in nats, as people read it. */
export const asLoss = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

/** Loss and accuracy of a run over its epochs, two curves. @param batches single batches between, as they came */
export function renderRunCurves(run: TrainedRun, batches: readonly BatchPoint[] = []): TemplateResult {
  const of = (pick: 'loss' | 'accuracy'): CurvePoint[] => run.epochs.map((epoch) => [epoch.epoch, epoch[pick]]);
  const between = (pick: 'loss' | 'accuracy'): CurvePoint[] => batches.map((point) => [point.at, point[pick]]);
  return html`<look-curve
      label="loss (nats)"
      .epochs=${run.recipe.epochs}
      .points=${of('loss')}
      .batches=${between('loss')}
      .format=${asLoss}
    ></look-curve>
    <look-curve
      label="accuracy (%)"
      .epochs=${run.recipe.epochs}
      .points=${of('accuracy')}
      .batches=${between('accuracy')}
      .format=${(value: number) => String(Math.round(value * 100))}
      .top=${1}
    ></look-curve>`;
}
