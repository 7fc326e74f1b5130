/** A colour, 0 … 255 a channel. */
export type Rgb = readonly [number, number, number];

/**
 * Ten colours that people with any kind of colour vision can distinguish, the eight of Okabe and Ito (2008) first; lighter ones for
 * a dark ground. Never the only sign: the legend names the classes, and so does a pointer on a dot.
 */
const CLASSES: Record<Theme, readonly string[]> = {
  light: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b8860b', '#56b4e9', '#4b3d8f', '#8c2d04', '#6b7a00', '#555555'],
  dark: ['#4aa8e8', '#ff8a4c', '#2fcf9f', '#f09ac8', '#f0c94a', '#a5dcff', '#a596f0', '#d98b6a', '#c6d94a', '#c8c8c8'],
};

/** From ordinary to suspect or high: rising contrast with the ground, after cividis (Nuñez, Anderton, Renslow 2018). */
const SCALE: Record<Theme, readonly string[]> = {
  light: ['#d3d9c4', '#a9b7b0', '#7d8aa0', '#4f5f8f', '#00204d'],
  dark: ['#2c3f63', '#575d6d', '#8a8779', '#c3b369', '#ffea46'],
};

export type Theme = 'light' | 'dark';

/** The colour of class `code`: beyond ten the same hues come again, darker or lighter. */
export function classColour(code: number, theme: Theme): Rgb {
  const list = CLASSES[theme];
  const colour = parse(list[code % list.length]);
  const round = Math.floor(code / list.length);
  if (round === 0) return colour;
  const towards: Rgb = round % 2 === 1 ? [0, 0, 0] : [255, 255, 255];
  return mix(colour, towards, Math.min(0.6, 0.18 * Math.ceil(round / 2) + 0.1));
}

/** The colour at a place of the scale. @param share 0 … 1 */
export function scaleColour(share: number, theme: Theme): Rgb {
  const list = SCALE[theme];
  const at = Math.min(1, Math.max(0, share)) * (list.length - 1);
  const below = Math.min(list.length - 2, Math.floor(at));
  return mix(parse(list[below]), parse(list[below + 1]), at - below);
}

/** The scale as a CSS gradient from left to right. */
export const scaleGradient = (theme: Theme): string => `linear-gradient(to right, ${SCALE[theme].join(', ')})`;

/** A colour between two. @param share 0 for the first, 1 for the second */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** Contrast of two colours, 1 … 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const linear = (value: number): number => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

/** As a word of pixels in memory, opaque. */
export const toWord = ([r, g, b]: Rgb): number =>
  ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;

/** As CSS. */
export const toCss = (colour: Rgb): string => `rgb(${colour.map(Math.round).join(' ')})`;

/** Reads what `getComputedStyle` answers for a colour, "rgb(15, 19, 22)" or "color(srgb …)", or "#rrggbb". */
export function parse(text: string): Rgb {
  if (text.startsWith('#')) return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)) as unknown as Rgb;
  const numbers = (text.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  return (text.startsWith('color(') ? numbers.map((value) => value * 255) : numbers) as unknown as Rgb;
}

/** Whether a ground is dark. */
export const themeOf = ([r, g, b]: Rgb): Theme => (0.2126 * r + 0.7152 * g + 0.0722 * b < 128 ? 'dark' : 'light');
