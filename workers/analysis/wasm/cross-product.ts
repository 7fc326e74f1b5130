import type { CrossProduct } from '../../../src/core/probe/cross-product.ts';
import { lay } from './lay.ts';
import type { AnalysisModule } from './module.ts';

/** Columns of a panel. */
const PANEL = 8;

/** The product in the module's memory. It throws a UserError where there is too little of that. */
export function crossProductOf(module: AnalysisModule): CrossProduct {
  return (a, b, depth) => {
    if (depth === 0) return new Float32Array();
    const [p, q] = [a.length / depth, b.length / depth];
    const [aPanels, bPanels] = [Math.ceil(p / PANEL), Math.ceil(q / PANEL)];
    const symmetric = a === b;
    const [packed, other, products] = lay(
      module,
      [Float32Array, aPanels * PANEL * depth],
      [Float32Array, symmetric ? 0 : bPanels * PANEL * depth],
      [Float32Array, aPanels * PANEL * bPanels * PANEL],
    );
    pack(a, p, depth, packed);
    if (!symmetric) pack(b, q, depth, other);
    module.crossProduct({
      a: packed,
      aPanels,
      b: symmetric ? packed : other,
      bPanels,
      depth,
      symmetric,
      out: products,
    });
    const out = new Float32Array(p * q);
    const stride = bPanels * PANEL;
    for (let i = 0; i < p; i++) {
      const row = products.subarray(i * stride, i * stride + (symmetric ? i + 1 : q));
      out.set(row, i * q);
      if (symmetric) for (let j = 0; j < i; j++) out[j * q + i] = row[j];
    }
    return out;
  };
}

/** Writes the columns of depth×p numbers panel by panel, zeros beyond the last one. */
function pack(values: Float32Array, p: number, depth: number, to: Float32Array): void {
  to.fill(0);
  for (let first = 0, at = 0; first < p; first += PANEL) {
    const columns = Math.min(PANEL, p - first);
    for (let t = 0; t < depth; t++, at += PANEL) {
      for (let c = 0; c < columns; c++) to[at + c] = values[t * p + first + c];
    }
  }
}
