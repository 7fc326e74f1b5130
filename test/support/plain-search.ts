import { NO_NEIGHBOUR, type StartSearch } from '../../src/core/insights/neighbours.ts';

/** The search for neighbours in plain code, to compare the one in WebAssembly with: exact, each pair once, n²·d / 2 multiply-adds. */
export const plainSearch: StartSearch = (unit, d, k) => {
  const n = unit.length / d;
  const neighbours = new Uint32Array(n * k).fill(NO_NEIGHBOUR);
  const similarity = new Float32Array(n * k).fill(-3);
  const offer = (to: number, other: number, value: number): void => {
    const end = (to + 1) * k - 1;
    if (!(value > similarity[end])) return;
    let place = end;
    for (; place > to * k && similarity[place - 1] < value; place--) {
      similarity[place] = similarity[place - 1];
      neighbours[place] = neighbours[place - 1];
    }
    similarity[place] = value;
    neighbours[place] = other;
  };
  return {
    search(from, to) {
      for (let i = from; i < to; i++) {
        for (let j = i + 1; j < n; j++) {
          let sum = 0;
          for (let c = 0; c < d; c++) sum += unit[i * d + c] * unit[j * d + c];
          const value = Math.fround(sum);
          offer(i, j, value);
          offer(j, i, value);
        }
      }
    },
    result: () => ({ k, neighbours, similarity: similarity.map((value) => (value < -2 ? NaN : value)) }),
  };
};
