// `npm run docs:api` makes docs/api.md from the doc comments of the script API; with --check it says whether the page is current.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { Application } from 'typedoc';
import { renderApi } from './api-docs/render.mjs';
import { ROOT, SetupError, runCommand } from './setup.mjs';

const PAGE = path.join(ROOT, 'docs/api.md');

await runCommand(async () => {
  const app = await Application.bootstrap({
    entryPoints: [path.join(ROOT, 'src/api/index.ts')],
    tsconfig: path.join(ROOT, 'tsconfig.json'),
    excludePrivate: true,
    excludeExternals: true,
    sort: ['source-order'],
    logLevel: 'Error',
  });
  const project = await app.convert();
  if (!project) throw new SetupError('TypeDoc could not read src/api: see above');
  const intro = readFileSync(path.join(ROOT, 'scripts/api-docs/intro.md'), 'utf8');
  const page = await format(renderApi(project, intro), { ...(await resolveConfig(PAGE)), parser: 'markdown' });
  if (!process.argv.includes('--check')) writeFileSync(PAGE, page);
  else if (readFileSync(PAGE, 'utf8') !== page)
    throw new SetupError('docs/api.md is not what the comments in src/api say: run `npm run docs:api`');
});
