import Papa from 'papaparse';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LEARNING_MS, type EnginePage } from './support/engine-page.ts';
import { ENGINES, untilReady, visit, type Visit } from './support/engines.ts';

/** What a person has decided so far, what they look at, and what they decided by. */
const wholeState = (page: EnginePage) =>
  page.evaluate(() => {
    const { session, dataset } = window.look;
    const { current, reviewed, excluded, tagBits, scores } = dataset.table;
    const { name, status, epochs } = session.run!;
    return {
      dataset: [dataset.name, dataset.count(), dataset.info.classes],
      decisions: [current, reviewed, excluded, tagBits].map((column) => [...column]),
      run: [name, status, epochs],
      ranking: [...scores.keys()].map((key) => [key, window.look.rankingQuality(key)]),
      // What was decided meanwhile stays in the view shown until it is made anew.
      view: [session.view!.stages, dataset.view().through(session.view!.stages).count()],
    };
  });

/** What was decided about a sample. */
const decided = (page: EnginePage, index: number) =>
  page.evaluate((i) => {
    const { current, predicted, reviewed } = window.look.dataset.table;
    const { tags } = window.look.dataset.sample(i);
    return { current: current[i], predicted: predicted![i], reviewed: reviewed[i], tags };
  }, index);

const selected = (page: EnginePage) => page.evaluate(() => window.look.session.selected!);

/** Presses a key that makes an edit, and waits until it is made. */
async function edit(page: EnginePage, key: string): Promise<void> {
  const before = await page.evaluate(() => window.look.session.journal.length);
  await page.press(key);
  await page.until(`an edit by ${key}`, (n) => window.look.session.journal.length > n, before);
}

/** Puts the keyboard on the grid, whose first picture it chooses. */
async function toGrid(page: EnginePage): Promise<void> {
  await page.click('[role=grid]', '');
  await page.press('Home');
  await page.until('the first picture is chosen', () => {
    const { view, selected: index } = window.look.session;
    return view!.indices[0] === index;
  });
}

/** Writes a name into the dialog that a key opens, without a click: the dialog has to have the keyboard by itself. */
async function choose(page: EnginePage, key: string, name: string): Promise<void> {
  await page.press(key);
  await page.untilKeyboardIn('look-choice-dialog input');
  await page.type(name);
  await edit(page, 'Enter');
  await page.untilKeyboardIn('look-grid');
}

describe.each(ENGINES)('a whole review in $name', (engine) => {
  let visited: Visit | undefined;
  let page: EnginePage;
  beforeAll(async () => {
    if (engine.missing) return;
    visited = await visit(engine);
    page = visited.page;
  });
  beforeEach(({ skip }) => skip(Boolean(engine.missing), engine.missing));
  afterAll(() => visited?.end());

  it('opens the demo, injects noise, trains on WebAssembly and scores', async () => {
    await page.click('button', 'Try the demo');
    await page.until('the demo is open', () => window.look.session.dataset?.count() === 5226);
    await page.click('nav a', 'Noise');
    await page.click('button', 'Inject label noise');
    await page.until('noise is injected', () => window.look.dataset.view().matchTags('mistake').count() === 834);
    await page.click('button', 'Train on these labels');
    await page.click('label', 'Custom');
    await page.click('input', 'Epochs');
    await page.press('Control+a');
    await page.type('1');
    await page.click('label', 'WASM');
    await page.click('button', 'Train, predict and score');
    await page.until(
      'there are scores',
      () => {
        const { table, jobs } = window.look.session;
        return table?.scores.size && jobs.list.every(({ status }) => status !== 'running');
      },
      undefined,
      LEARNING_MS,
    );
    const run = await page.evaluate(() => {
      const run = window.look.session.run!;
      const { status, epochs } = run;
      return {
        backend: 'backend' in run && run.backend,
        status,
        losses: epochs.map(({ loss }) => Number.isFinite(loss)),
      };
    });
    expect(run).toEqual({ backend: 'wasm', status: 'trained', losses: [true] });
  });

  it('takes a suggestion, sets a class and keeps a label, each by one key', async () => {
    await page.click('nav a', 'Explore');
    await page.click('button', 'Suspects, worst first');
    await page.until('suspects are shown', () => window.look.session.view!.stages.length === 3);
    await toGrid(page);
    const [first, second, third] = await page.evaluate(() => [...window.look.session.view!.indices.subarray(0, 3)]);
    await edit(page, 'Enter');
    const taken = await decided(page, first);
    expect(taken.current).toBe(taken.predicted);
    const other = ((await decided(page, second)).current + 1) % 9;
    await edit(page, String(other));
    expect((await decided(page, second)).current).toBe(other);
    await edit(page, 'k');
    expect((await decided(page, third)).reviewed).toBe(1);
    await edit(page, 'Control+z');
    expect((await decided(page, third)).reviewed).toBe(0);
    await edit(page, 'Control+y');
    expect((await decided(page, third)).reviewed).toBe(1);
  });

  it('sets a class that is typed after /, without a click', async () => {
    const index = await selected(page);
    const wanted = await page.evaluate((i) => {
      const { classes, current } = window.look.dataset.table;
      const number = (current[i] + 2) % classes.length;
      return { number, name: classes[number] };
    }, index);
    await choose(page, '/', wanted.name);
    expect((await decided(page, index)).current).toBe(wanted.number);
  });

  it('gives a tag that is typed after T, without a click', async () => {
    const index = await selected(page);
    await choose(page, 't', 'blurry');
    expect((await decided(page, index)).tags).toContain('blurry');
  });

  it('changes many at once by Enter in the dialog that says what will change', async () => {
    await toGrid(page);
    for (let k = 0; k < 3; k++) await page.press('Shift+ArrowRight');
    await page.until('four are picked', () => window.look.session.selection.size === 4);
    const changing = await page.evaluate(() => {
      const { view, table } = window.look.session;
      return [...view!.indices.subarray(0, 4)].filter((i) => table!.current[i] !== 0);
    });
    await page.press('0');
    await page.untilKeyboardIn('look-bulk-dialog button');
    await edit(page, 'Enter');
    for (const index of changing) expect((await decided(page, index)).current).toBe(0);
    await page.press('Escape');
  });

  it('has everything after a reload', async () => {
    const before = await wholeState(page);
    await page.reload();
    await untilReady(page);
    await page.until('the scores are read', () => {
      const { view, table } = window.look.session;
      return view && view.stages.length === 3 && table?.scores.size;
    });
    expect(await wholeState(page)).toEqual(before);
    await page.click('[role=grid]', '');
  });

  it('takes the corrected labels home as a file', async () => {
    await page.click('nav a', 'Export');
    await page.click('button', 'Corrected labels (CSV)');
    const { data } = Papa.parse<Record<string, string>>((await page.downloaded()).trim(), { header: true });
    const known = await page.evaluate(() => {
      const { classes, given, current, count } = window.look.dataset.table;
      return Array.from({ length: count }, (_, i) => [classes[given[i]], classes[current[i]]]);
    });
    expect(data.map(({ given, current }) => [given, current])).toEqual(known);
    expect(data.filter(({ given, current }) => given !== current).length).toBeGreaterThanOrEqual(2);
  });
});
