import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProfile, type Profile } from './support/profile.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await openProfile();
});
afterAll(() => profile.close());

it('the script in docs/walkthrough.md runs as it stands, for one epoch', async () => {
  const text = readFileSync(new URL('../../docs/walkthrough.md', import.meta.url), 'utf8');
  const script = /```js\n([\s\S]*?)```/.exec(text)![1];
  expect(script).toContain('epochs: 10');
  const said: string[] = [];
  profile.page.on('console', (message) => said.push(message.text()));
  // As the console runs it: top-level await, `look` global.
  await profile.page.evaluate(`(async () => {${script.replace('epochs: 10', 'epochs: 1')}})()`);

  const seen = await profile.page.evaluate(() => {
    const { session, dataset } = window.look;
    const view = session.view!;
    const first = [...view.limit(200)].map((sample) => sample.insights.mistakenness);
    return {
      train: dataset.view().matchSplit('train').count(),
      processed: dataset.view().matchTags('processed').count(),
      mistakes: dataset.view().matchTags('mistake').count(),
      sorted: first.every((value, i) => i === 0 || value! <= first[i - 1]!),
      shown: view.count(),
      ranking: window.look.rankingQuality('mistakenness'),
    };
  });
  expect(seen.processed).toBe(seen.train);
  expect(seen.mistakes).toBe(Math.round(0.2 * seen.train));
  expect(seen.shown).toBe(seen.train);
  expect(seen.sorted).toBe(true);
  expect(seen.ranking!.samples).toBe(seen.train);
  expect(seen.ranking!.auroc).toBeGreaterThan(0.5);
  expect(said.join('\n')).toMatch(/of the 100 worst are injected mistakes/);
  expect(profile.troubles).toEqual([]);
});
