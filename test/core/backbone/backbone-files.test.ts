import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): Buffer => readFileSync(new URL(`../../../${path}`, import.meta.url));

it('ships the numbers that the export script says it makes', () => {
  const sha256 = createHash('sha256').update(read('public/backbone/lite0-e14.bin')).digest('hex');
  expect(read('scripts/export-backbone.py').toString()).toContain(`# sha256 of lite0-e14.bin: ${sha256}\n`);
});

it('ships with the licence of its weights, and names its sources and what was changed', () => {
  expect(read('public/backbone/LICENSE.txt').toString()).toContain('ML Illustrated');
  const notice = read('NOTICE').toString();
  for (const word of ['EfficientNet-Lite0', 'Google', 'ML Illustrated', 'ImageNet', 'quantised']) {
    expect(notice).toContain(word);
  }
});
