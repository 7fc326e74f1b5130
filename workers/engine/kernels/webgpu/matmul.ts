import type { Shader } from './program.ts';

/** Threads of a workgroup along rows and along columns. */
const SIDE = 16;
/** Rows of the product that a workgroup computes: four a thread, held in a vec4. */
const TILE_ROWS = 64;
/** Products added up between two barriers. */
const TILE_INNER = 16;
/** Workgroups that keep a large GPU busy; where rows and columns give fewer, the inner dimension is split too. */
const ENOUGH_GROUPS = 512;
/** Tiles of the inner dimension that a split must have at least: else its sum costs more than it wins. */
const LEAST_SPLIT = 8;

/** A matrix product whose operands are read by WGSL functions, so that no unfolded picture is ever stored. */
export interface Product {
  name: string;
  inputs: string[];
  rows: number;
  columns: number;
  inner: number;
  /** WGSL: `fn left(row: i32, k: i32) -> f32` and `fn right(k: i32, column: i32) -> f32`, called within bounds only. */
  operands: string;
  /** Which index of `left` is next to which in memory: threads next to one another then read together. */
  leftAlong: 'rows' | 'inner';
  /** WGSL from `value` and `column` to what is stored. */
  store?: string;
  /** Whether the inner dimension may be split over workgroups; the parts must then be added up. */
  mayJoin?: boolean;
}

/**
 * Multiplies in tiles of 64 × 16…64 through workgroup memory, 4 × 1…4 numbers a thread.
 * @returns the shader, whose result is parts × rows × columns row-major, and the number of parts
 */
export function productShader(product: Product): { shader: Shader; parts: number } {
  const { name, inputs, rows, columns, inner, operands, leftAlong, store = 'value', mayJoin = false } = product;
  const perThread = columns <= SIDE ? 1 : columns <= 2 * SIDE ? 2 : 4;
  const tileColumns = SIDE * perThread;
  const [rowGroups, columnGroups] = [Math.ceil(rows / TILE_ROWS), Math.ceil(columns / tileColumns)];
  const tiles = Math.ceil(inner / TILE_INNER);
  const wanted = mayJoin
    ? Math.min(Math.ceil(tiles / LEAST_SPLIT), Math.ceil(ENOUGH_GROUPS / (rowGroups * columnGroups)))
    : 1;
  const tilesEach = Math.ceil(tiles / wanted);
  const parts = Math.ceil(tiles / tilesEach);
  const each = Array.from({ length: perThread }, (_, j) => j);
  const [leftLoads, rightLoads] = [(TILE_ROWS * TILE_INNER) / SIDE ** 2, (tileColumns * TILE_INNER) / SIDE ** 2];
  // One more than the tile is wide, so that threads that write a column do not meet in one memory bank.
  const stride = TILE_ROWS + 1;
  const [rowOf, innerOf] =
    leftAlong === 'rows' ? [`e % ${TILE_ROWS}`, `e / ${TILE_ROWS}`] : [`e / ${TILE_INNER}`, `e % ${TILE_INNER}`];
  const functions = `
var<workgroup> leftTile : array<f32, ${stride * TILE_INNER}>;
var<workgroup> rightTile : array<f32, ${tileColumns * TILE_INNER}>;
${operands}`;
  const main = `
  let firstRow = i32(workgroupId.x) * ${TILE_ROWS};
  let firstColumn = i32(workgroupId.y) * ${tileColumns};
  let part = i32(workgroupId.z);
  let tx = i32(localId.x);
  let ty = i32(localId.y);
  ${each.map((j) => `var sum${j} = vec4<f32>(0.0);`).join('\n  ')}
  for (var tile = 0; tile < ${tilesEach}; tile++) {
    let firstInner = (part * ${tilesEach} + tile) * ${TILE_INNER};
    for (var load = 0; load < ${leftLoads}; load++) {
      let e = load * ${SIDE ** 2} + i32(localIndex);
      let row = ${rowOf};
      let k = ${innerOf};
      var value = 0.0;
      if (firstRow + row < ${rows} && firstInner + k < ${inner}) { value = left(firstRow + row, firstInner + k); }
      leftTile[k * ${stride} + row] = value;
    }
    for (var load = 0; load < ${rightLoads}; load++) {
      let e = load * ${SIDE ** 2} + i32(localIndex);
      let column = e % ${tileColumns};
      let k = e / ${tileColumns};
      var value = 0.0;
      if (firstInner + k < ${inner} && firstColumn + column < ${columns}) { value = right(firstInner + k, firstColumn + column); }
      rightTile[e] = value;
    }
    workgroupBarrier();
    for (var k = 0; k < ${TILE_INNER}; k++) {
      let at = k * ${stride} + ty;
      let a = vec4<f32>(leftTile[at], leftTile[at + ${SIDE}], leftTile[at + ${2 * SIDE}], leftTile[at + ${3 * SIDE}]);
      ${each.map((j) => `sum${j} = fma(a, vec4<f32>(rightTile[k * ${tileColumns} + tx + ${j * SIDE}]), sum${j});`).join('\n      ')}
    }
    workgroupBarrier();
  }
  ${each.map((j) => storeColumn(j)).join('\n  ')}`;
  function storeColumn(j: number): string {
    return `{
    let column = firstColumn + tx + ${j * SIDE};
    if (column < ${columns}) {
      for (var i = 0; i < 4; i++) {
        let row = firstRow + ty + i * ${SIDE};
        let value = sum${j}[i];
        if (row < ${rows}) { result[(part * ${rows} + row) * ${columns} + column] = ${store}; }
      }
    }
  }`;
  }
  const size = parts * rows * columns;
  return {
    parts,
    shader: { name, inputs, size, threads: [SIDE, SIDE], groups: [rowGroups, columnGroups, parts], functions, main },
  };
}
