import { npzMembers } from '../../../../src/core/formats/arrays/npz.ts';
import { npyValues, readNpy } from '../../../../src/core/formats/arrays/npy.ts';
import type { Picture } from '../../../../workers/engine/backbone/network.ts';
import { loadBackbone } from '../../../../workers/engine/backbone/load-backbone.ts';
import { loadBackboneModule, type BackboneModule } from '../../../../workers/engine/backbone/wasm/module.ts';
import type { SimdVariant } from '../../../../workers/shared/simd-module.ts';
import referenceUrl from './reference.npz?url';

/** Features by PyTorch of the pictures that scripts/export-backbone.py made. */
export interface Reference {
  pictures: Picture[];
  /** Of each picture, those of block 11 and behind them those of block 14. */
  features: Float32Array[];
}

/** The reference at 64 (two pictures) or 96 pixels (one). */
export async function readReference(side: 64 | 96): Promise<Reference> {
  const { signal } = new AbortController();
  const members = await npzMembers(await (await fetch(referenceUrl)).blob(), 'reference.npz', signal);
  const read = async (key: string): Promise<ArrayLike<number>> => {
    const { source } = members.find((member) => member.key === key)!;
    return (await npyValues(await readNpy(key, source, signal), signal)) as ArrayLike<number>;
  };
  const [pixels, e11, e14] = await Promise.all([`pictures${side}`, `e11_${side}`, `e14_${side}`].map(read));
  const rows = (values: ArrayLike<number>, size: number): number[][] =>
    Array.from({ length: values.length / size }, (_, i) => Array.from(values).slice(i * size, (i + 1) * size));
  const last = rows(e14, 1152);
  return {
    pictures: rows(pixels, side * side * 3).map((own) => ({ pixels: Uint8Array.from(own), width: side, height: side })),
    features: rows(e11, 672).map((own, i) => Float32Array.from([...own, ...last[i]])),
  };
}

/** The backbone of the page, and a module for one network. */
export async function loadParts(
  variant?: SimdVariant,
): Promise<[BackboneModule, Awaited<ReturnType<typeof loadBackbone>>]> {
  return Promise.all([loadBackboneModule(variant), loadBackbone('lite0-e14')]);
}
