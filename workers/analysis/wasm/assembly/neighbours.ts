/**
 * Exact nearest neighbours by dot product of unit vectors, in a memory of its own. Samples lie in panels of eight: within a panel
 * component c of its samples is contiguous, so that a tile of 4×8 products reads two vectors and four scalars a component and keeps
 * its eight sums in registers. Every pair is computed once and offered to both of its samples.
 *
 * Of equal similarities the lower sample comes first: to each sample the others are offered in ascending order.
 */

import { madd } from '../../../shared/assembly/simd';
import { reserve } from '../../../shared/assembly/reserve';

const PANEL: i32 = 8;
/** Panels whose components fit the first cache at 64 components: they meet a whole group of rows before the next ones do. */
const BLOCK: i32 = 16;
/** Below every cosine. */
const NOTHING: f32 = -3;

let samples: i32 = 0;
let dimension: i32 = 0;
let wanted: i32 = 0;
let panels: usize = 0;
let thresholds: usize = 0;
let similarities: usize = 0;
let neighbours: usize = 0;
let tile: usize = 0;

/** Makes room for n samples of d components and k neighbours each. Returns the address of the panels, which are to be filled. */
export function prepare(n: i32, d: i32, k: i32): usize {
  samples = n;
  dimension = d;
  wanted = k;
  const padded = <usize>((n + PANEL - 1) & ~(PANEL - 1));
  const tileBytes: usize = 128;
  const bytes = padded * (d + 1 + 2 * k) * 4;
  panels = reserve(bytes + 16 + tileBytes);
  if (panels == 0) return 0;
  thresholds = panels + padded * d * 4;
  similarities = thresholds + padded * 4;
  neighbours = similarities + padded * k * 4;
  tile = (panels + bytes + 15) & ~15;
  for (let i: usize = 0; i < padded * (k + 1); i++) store<f32>(thresholds + i * 4, NOTHING);
  memory.fill(neighbours, 0xff, padded * k * 4);
  return panels;
}

/** Address of n×k similarities, highest first; below −1 where there is none. */
export function similarityAddress(): usize {
  return similarities;
}

/** Address of n×k sample numbers; 2³² − 1 where there is none. */
export function neighbourAddress(): usize {
  return neighbours;
}

/** Offers to one another all pairs of a sample in the panels from … to − 1 with one in the same panel or a later one. */
export function search(from: i32, to: i32): void {
  const count = (samples + PANEL - 1) / PANEL;
  for (let block = from; block < count; block += BLOCK) {
    const end = min(block + BLOCK, count);
    for (let row = from; row < to && row < end; row++) {
      for (let half = 0; half < PANEL; half += 4) {
        for (let column = max(block, row); column < end; column++) multiply(row, half, column);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function above(value: v128, row: usize, columns: v128): v128 {
  return v128.or(f32x4.gt(value, v128.load32_splat(row)), f32x4.gt(value, columns));
}

function multiply(row: i32, half: i32, column: i32): void {
  let a = panels + <usize>(row * dimension * PANEL + half) * 4;
  let b = panels + <usize>(column * dimension * PANEL) * 4;
  const end = b + <usize>dimension * PANEL * 4;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load32_splat(a, 4);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load32_splat(a, 8);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load32_splat(a, 12);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    a += PANEL * 4;
    b += PANEL * 4;
  }
  const i = row * PANEL + half;
  const j = column * PANEL;
  const t = thresholds + <usize>i * 4;
  const c0 = v128.load(thresholds + <usize>j * 4);
  const c1 = v128.load(thresholds + <usize>j * 4, 16);
  const first = v128.or(v128.or(above(s00, t, c0), above(s01, t, c1)), v128.or(above(s10, t + 4, c0), above(s11, t + 4, c1)));
  const last = v128.or(v128.or(above(s20, t + 8, c0), above(s21, t + 8, c1)), v128.or(above(s30, t + 12, c0), above(s31, t + 12, c1)));
  if (!v128.any_true(v128.or(first, last))) return;
  v128.store(tile, s00);
  v128.store(tile, s01, 16);
  v128.store(tile, s10, 32);
  v128.store(tile, s11, 48);
  v128.store(tile, s20, 64);
  v128.store(tile, s21, 80);
  v128.store(tile, s30, 96);
  v128.store(tile, s31, 112);
  offerTile(i, j, row != column);
}

function offerTile(i: i32, j: i32, both: bool): void {
  for (let r = 0; r < 4; r++) {
    for (let c = 0; c < PANEL; c++) {
      const value = load<f32>(tile + <usize>(r * PANEL + c) * 4);
      offer(i + r, j + c, value);
      if (both) offer(j + c, i + r, value);
    }
  }
}

// @ts-ignore: decorator
@inline
function offer(to: i32, other: i32, value: f32): void {
  if (value > load<f32>(thresholds + <usize>to * 4) && to != other && to < samples && other < samples) insert(to, other, value);
}

function insert(to: i32, other: i32, value: f32): void {
  const start = <usize>to * wanted * 4;
  let place = start + <usize>(wanted - 1) * 4;
  while (place > start && load<f32>(similarities + place - 4) < value) {
    store<f32>(similarities + place, load<f32>(similarities + place - 4));
    store<i32>(neighbours + place, load<i32>(neighbours + place - 4));
    place -= 4;
  }
  store<f32>(similarities + place, value);
  store<i32>(neighbours + place, other);
  store<f32>(thresholds + <usize>to * 4, load<f32>(similarities + start + <usize>(wanted - 1) * 4));
}
