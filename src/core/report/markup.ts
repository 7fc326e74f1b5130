import { printable } from '../dataset/names.ts';

/** Markup of our own; every other value is text. */
export class Markup {
  constructor(readonly source: string) {}
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as it can stand in HTML or SVG, between tags and in quoted attributes; what cannot be seen stands as its code point. */
export const escaped = (text: string): string => printable(text).replace(/[&<>"']/g, (character) => ESCAPES[character]);

type Value = string | number | Markup | readonly Value[];

const sourceOf = (value: Value): string => {
  if (value instanceof Markup) return value.source;
  return typeof value === 'object' ? value.map(sourceOf).join('') : escaped(String(value));
};

/** HTML or SVG; what is put in is escaped unless it was written by this tag too. */
export const markup = (parts: TemplateStringsArray, ...values: Value[]): Markup =>
  new Markup(parts.reduce((all, part, at) => all + sourceOf(values[at - 1]) + part));
