import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layersModel, onnxModel, onnxModelWithData } from '../support/tiny-models.ts';
import { LEARNING, openProfile, reopened, type Profile } from './support/profile.ts';
import { showStage } from './support/scored-page.ts';

/** A host that other pages may read, with models, a page for people and an address that leads to it. */
async function startHost(): Promise<{ server: Server; url: string; asked: string[] }> {
  const files = new Map<string, Uint8Array>();
  const put = async (folder: string, file: File): Promise<void> => {
    files.set(`/${folder}/${file.name}`, new Uint8Array(await file.arrayBuffer()));
  };
  for (const file of layersModel()) await put('tiny/layers', file);
  await put('tiny/resolve/main', onnxModel());
  for (const file of onnxModelWithData()) await put('tiny/beside', file);
  await put('broken', layersModel()[0]);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://host').pathname;
    asked.push(`${request.method} ${path}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    const bytes = files.get(path);
    if (path === '/moved/model.json') {
      response.writeHead(302, { Location: '/sign-in' });
      response.end();
    } else if (path === '/sign-in') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end('<!doctype html><title>Sign in</title>');
    } else if (bytes) {
      response.setHeader('Content-Length', bytes.length);
      response.end(request.method === 'HEAD' ? undefined : bytes);
    } else {
      response.writeHead(404, 'Not Found');
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

let profile: Profile;
let host: Awaited<ReturnType<typeof startHost>>;
beforeAll(async () => {
  host = await startHost();
  profile = await openProfile();
  await profile.page.evaluate(() => window.look.loadDemo());
});
afterAll(async () => {
  await profile.close();
  host.server.close();
});

/** Requests to other hosts than the page's and the models'. */
const elsewhere = (): string[] => profile.troubles.filter((trouble) => !trouble.startsWith(host.url));

it('an ONNX model from an address is tried, kept, judges labels, is there after a reload, and can be deleted', async () => {
  const { page } = profile;
  await showStage(page, 'train');
  await page.getByRole('button', { name: 'Use another backbone …' }).click();
  const dialog = page.locator('look-own-backbone');
  await dialog.getByLabel('Or its address').fill(`${host.url}/tiny/resolve/main/tiny.onnx`);
  expect(host.asked).toEqual([]);
  await dialog.getByRole('button', { name: /^Look it up at 127\.0\.0\.1:\d+$/ }).click();
  const fetching = dialog.getByRole('button', { name: /^Fetch \d+ B from 127\.0\.0\.1:\d+$/ });
  await fetching.waitFor();
  // Nothing but sizes was asked for.
  expect(host.asked).toEqual(['', '.data', '_data'].map((more) => `HEAD /tiny/resolve/main/tiny.onnx${more}`));
  await fetching.click();
  await dialog.getByLabel('Bytes become').selectOption('zero-one');
  await dialog.getByRole('button', { name: 'Try it on ten samples' }).click();
  await dialog.getByText(/10 samples tried: 4 features each/).waitFor();
  expect(await page.evaluate(() => window.look.backbones())).toEqual([]);
  await dialog.getByRole('button', { name: 'Keep it' }).click();

  await page.getByRole('button', { name: 'Judge the labels' }).click();
  await page.waitForFunction(
    () => window.look.session.run?.name === 'tiny' && window.look.session.table?.scores.has('suspicion'),
    undefined,
    LEARNING,
  );
  const sources = await page.evaluate(() =>
    window.look.session.runs.map(({ source, classCount }) => [source, classCount]),
  );
  expect(sources).toEqual([['probe', 9]]);

  await reopened(page);
  await showStage(page, 'train');
  // It judged last, so it is still the one that is chosen.
  await page.getByRole('button', { name: 'Delete it' }).waitFor();
  // What labels changed meanwhile is learned by it as by any other backbone.
  await page.evaluate(() => window.look.relabel([3], 1).then(() => window.look.rankAgain()));
  await page.getByRole('button', { name: 'Delete it' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByLabel('Backbone', { exact: true }).waitFor({ state: 'detached' });
  expect(await page.evaluate(() => window.look.backbones())).toEqual([]);
  expect(await page.evaluate(() => window.look.session.runs.map(({ name }) => name))).toEqual(['tiny']);
  expect(elsewhere()).toEqual([]);
});

it('a model of TensorFlow.js comes with its shards from beside it, one of ONNX with its weights, and one that cannot be had leaves nothing', async () => {
  const { page } = profile;
  const add = (path: string) =>
    page.evaluate(
      (url) =>
        window.look.addBackbone(url).then(
          ({ name, format, features }) => ({ name, format, features }),
          (error: Error) => error.message,
        ),
      host.url + path,
    );
  expect(await add('/tiny/layers/model.json')).toEqual({ name: 'layers', format: 'tfjs-layers', features: 4 });
  expect(await add('/tiny/beside/tiny.onnx')).toEqual({ name: 'tiny', format: 'onnx', features: 4 });
  expect(await add('/broken/model.json')).toContain('the server answers 404 Not Found');
  expect(await add('/moved/model.json')).toContain('answers with a web page');
  expect(await add('/nothing.onnx')).toContain('404');
  expect(await page.evaluate(() => window.look.backbones().then((all) => all.map(({ name }) => name)))).toEqual([
    'layers',
    'tiny',
  ]);
});

it('the training of docs/your-own-model.md runs as it stands, and brings its logits in', async () => {
  const text = readFileSync(new URL('../../docs/your-own-model.md', import.meta.url), 'utf8');
  const section = text.slice(text.indexOf('## A training of your own in the page'));
  const script = /```js\n([\s\S]*?)```/.exec(section)![1];
  const { page } = profile;
  await page.evaluate(`(async () => {${script}})()`);
  const { name, source, out, top } = await page.evaluate(() => {
    const { run, dataset } = window.look.session;
    const injected = dataset!.view().matchTags('mistake').count();
    return { name: run!.name, source: run!.source, out: injected, top: window.look.rankingQuality('suspicion') };
  });
  expect([name, source]).toEqual(['softmax in the page', 'imported']);
  expect(out).toBeGreaterThan(0);
  // It learned something: by chance the area is .5.
  expect(top!.auroc).toBeGreaterThan(0.6);
});
