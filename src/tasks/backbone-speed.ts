import type { ExtractResult } from '../contracts/prober.ts';
import { isOwn, type BackboneChoice } from '../core/backbone/backbone.ts';
import { recall, remember } from './remembered.ts';

const MEASURED = 'second-look:backbone-speed';

/** Pictures at 96 pixels that a core of a slow machine takes a second (docs/benchmarks.md has 160): what the time is guessed from before any were seen. */
const SLOW_CORE = 100;

/** Pictures that a measurement takes at least: starting the workers counts with fewer. */
const LEAST_PICTURES = 1000;

/** How fast the page's backbone is on this machine: pictures a second at 96 pixels, on all workers together; guessed low until it has seen some. */
export function backboneSpeed(): { perSecond: number; measured: boolean } {
  const perSecond = Number(recall(MEASURED));
  if (perSecond > 0 && perSecond < Infinity) return { perSecond, measured: true };
  return { perSecond: SLOW_CORE * (navigator.hardwareConcurrency || 1), measured: false };
}

/** Keeps how fast the page's backbone went, for the next data set; of too few pictures nothing is learned. */
export function learnSpeed(choice: BackboneChoice, { computed, elapsedMs }: ExtractResult): void {
  if (isOwn(choice) || computed < LEAST_PICTURES || elapsedMs <= 0) return;
  remember(MEASURED, String(Math.round((computed / elapsedMs) * 1000 * (choice.side / 96) ** 2)));
}
