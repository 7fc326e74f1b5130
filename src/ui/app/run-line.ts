import type { BackendName } from '../../core/training/recipe.ts';
import type { Run } from '../../core/training/run.ts';
import { sourceWords } from '../train/run-words.ts';
import { formatCount, formatPlural } from '../kit/format.ts';

const BACKENDS: Record<BackendName, string> = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM' };

/** A run in two short lines: what computed it and how fast; what it was trained by. */
export function runFacts(run: Run): { machine: string; recipe: string } {
  if (run.source !== 'trained') {
    const { title, detail } = sourceWords(run);
    return { machine: title, recipe: [run.name, detail].filter(Boolean).join(' · ') };
  }
  const stepMs = run.epochs.reduce((sum, epoch) => sum + epoch.stepMs, 0);
  const images = run.epochs.reduce((sum, epoch) => sum + epoch.stepImages, 0);
  const machine = [
    BACKENDS[run.backend ?? run.backendWanted],
    run.workers ? formatPlural(run.workers, 'worker') : '',
    stepMs > 0 ? `${formatCount((images / stepMs) * 1000)} samples/s` : '',
  ];
  const { length: done } = run.epochs;
  const wanted = run.recipe.epochs;
  const epochs = done === wanted ? formatPlural(wanted, 'epoch') : `${done} of ${formatPlural(wanted, 'epoch')}`;
  const recipe = [run.name, run.recipe.network, run.recipe.name, `seed ${run.seed}`, epochs];
  return { machine: machine.filter(Boolean).join(' · '), recipe: recipe.join(' · ') };
}
