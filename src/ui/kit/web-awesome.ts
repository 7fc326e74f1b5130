import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import { iconText } from '../icons.ts';

/** Web Awesome's names for what its own elements draw, where ours is another. */
const OTHER_NAMES: Record<string, string> = { xmark: 'x', 'circle-question': 'info' };

/** The address of an icon, empty for one that is not bundled: then nothing is drawn. */
function resolveIcon(name: string): string {
  const text = iconText(OTHER_NAMES[name] ?? name);
  return text ? `data:image/svg+xml,${encodeURIComponent(text)}` : '';
}

// Every module that uses an element of Web Awesome imports this one: its default library would ask a foreign host.
for (const library of ['default', 'system']) registerIconLibrary(library, { resolver: resolveIcon });
