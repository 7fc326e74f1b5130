import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The three styles, best first where they disagree: the name on screen and the npm package of each. */
export const STYLES = [
  { style: 'Noto', pack: '@iconify-json/noto' },
  { style: 'Twemoji', pack: '@iconify-json/twemoji' },
  { style: 'Fluent', pack: '@iconify-json/fluent-emoji-flat' },
] as const;

const TONES = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'];

/** One picture to draw. */
export interface Drawing {
  /** The icon's name in its set: 'police-car-light'. All styles of one emoji share it. */
  emoji: string;
  style: string;
  category: string;
  /** A whole SVG document that fills 32×32. */
  svg: string;
}

/** An icon set as `@iconify-json` ships it: https://iconify.design/docs/types/iconify-json.html */
interface IconSet {
  icons: Record<string, { body: string; hidden?: boolean; width?: number; height?: number }>;
  width: number;
  height: number;
}

/** Icon names by category. */
type Categories = Record<string, string[]>;

/**
 * Whether an icon is a skin-tone variant: noto and twemoji say `-skin-tone`; fluent only appends the tone, as honest names
 * do too (`police-car-light`), so there all five tones of the same base must exist.
 */
export function isSkinTone(name: string, names: ReadonlySet<string>): boolean {
  if (name.includes('-skin-tone')) return true;
  return TONES.some((tone) => {
    if (!name.endsWith(`-${tone}`)) return false;
    const base = name.slice(0, -tone.length - 1);
    return TONES.every((other) => names.has(`${base}-${other}`));
  });
}

/** The category that most styles give an emoji; the earlier style's where they tie. */
function commonCategory(votes: string[]): string {
  const count = (category: string) => votes.filter((vote) => vote === category).length;
  return votes.reduce((best, vote) => (count(vote) > count(best) ? vote : best));
}

function svgOf(set: IconSet, name: string): string {
  const { body, width = set.width, height = set.height } = set.icons[name];
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="32" height="32" viewBox="0 0 ${width} ${height}">${body}</svg>`;
}

/** Every base emoji of every style, sorted by emoji and then style; each emoji has one category in all styles. */
export function selectDrawings(): Drawing[] {
  const drawings: Drawing[] = [];
  const votes = new Map<string, string[]>();
  for (const { style, pack } of STYLES) {
    const set = require(`${pack}/icons.json`) as IconSet;
    const { categories } = require(`${pack}/metadata.json`) as { categories: Categories };
    const names = new Set(Object.values(categories).flat());
    for (const [category, members] of Object.entries(categories)) {
      for (const emoji of members) {
        if (set.icons[emoji].hidden || isSkinTone(emoji, names)) continue;
        votes.set(emoji, [...(votes.get(emoji) ?? []), category]);
        drawings.push({ emoji, style, category, svg: svgOf(set, emoji) });
      }
    }
  }
  for (const drawing of drawings) drawing.category = commonCategory(votes.get(drawing.emoji)!);
  const order = (d: Drawing) => `${d.emoji}/${d.style}`;
  return drawings.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
