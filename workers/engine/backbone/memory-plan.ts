import { UserError } from '../../../src/core/errors.ts';
import type { BackboneModule } from './wasm/module.ts';

/** Cache lines are not shared between buffers. */
const ALIGNMENT = 64;

/** Deals out the memory of a module, once: places stay true for good. */
export class MemoryPlan {
  readonly #start: number;
  #end: number;

  /** @param module whose memory nothing else has a place in */
  constructor(private readonly module: BackboneModule) {
    this.#start = this.#end = this.#reserve(0);
  }

  /** The place of so many bytes, which are 0 until something is written. @throws UserError 'no-memory' */
  add(bytes: number): number {
    const place = this.#end;
    this.#end += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    this.#reserve(this.#end - this.#start);
    return place;
  }

  /** The place of some numbers, which are copied there. @throws UserError 'no-memory' */
  put(values: Float32Array): number {
    const place = this.add(values.byteLength);
    new Float32Array(this.module.memory.buffer, place, values.length).set(values);
    return place;
  }

  #reserve(bytes: number): number {
    const start = this.module.reserve({ bytes });
    if (start) return start;
    const message = `This browser has no ${(bytes / 1e6).toFixed(0)} MB left to compute features in. Close other tabs.`;
    throw new UserError('no-memory', message);
  }
}
