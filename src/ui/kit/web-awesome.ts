import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import { iconText } from '../icons.ts';

/** Web Awesome's names for what its own elements draw, where ours is another. */
const OTHER_NAMES: Record<string, string> = { xmark: 'x', 'circle-question': 'info' };

const EMPTY = '<svg xmlns="http://www.w3.org/2000/svg"></svg>';

function resolve(name: string): string {
  return `data:image/svg+xml,${encodeURIComponent(iconText(OTHER_NAMES[name] ?? name) ?? EMPTY)}`;
}

// Every module that uses an element of Web Awesome imports this one: its default library would ask a foreign host.
for (const library of ['default', 'system']) registerIconLibrary(library, { resolver: resolve });
