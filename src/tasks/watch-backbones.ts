import { liveQuery } from 'dexie';
import type { OwnBackbone } from '../core/backbone/own-backbone.ts';
import { listBackbones } from '../store/backbones.ts';

/** Calls `onBackbones` with the backbones of the person's own now and after every change, in this tab or another. @returns how to stop */
export function watchBackbones(onBackbones: (backbones: OwnBackbone[]) => void): () => void {
  const subscription = liveQuery(listBackbones).subscribe(onBackbones);
  return () => subscription.unsubscribe();
}
