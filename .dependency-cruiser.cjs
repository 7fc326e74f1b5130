/** Lower layers never import higher ones; what each path may import of src/ and workers/, itself included. */
const LAYERS = {
  'src/core': ['src/core'],
  'src/contracts': ['src/contracts', 'src/core'],
  'src/store': ['src/store', 'src/contracts', 'src/core'],
  'src/tasks': ['src/tasks', 'src/store', 'src/contracts', 'src/core'],
  'src/api': ['src/api', 'src/tasks', 'src/store', 'src/contracts', 'src/core'],
  'src/ui': ['src/ui', 'src/api', 'src/tasks', 'src/store', 'src/contracts', 'src/core'],
  workers: ['workers', 'src/store', 'src/contracts', 'src/core'],
};

const oneWay = Object.entries(LAYERS).map(([layer, allowed]) => ({
  name: `${layer.replace('src/', '')}-imports-downwards`,
  comment: `${layer} may import only ${allowed.join(', ')}.`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: { path: '^(src|workers)/', pathNot: `^(${allowed.join('|')})/` },
}));

/** Only `place` may import the packages that `packages` matches. */
function onlyIn(place, packages, name) {
  return {
    name,
    comment: `Only ${place} may import this.`,
    severity: 'error',
    from: { path: '^(src|workers)/', pathNot: `^(${place})` },
    to: { path: `node_modules/(${packages})` },
  };
}

module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: 'page-names-workers-by-url',
      comment: 'The page starts a worker by its URL; an import would pull it into the page.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^workers/' },
    },
    onlyIn('workers/engine/', '@tensorflow/', 'tfjs-in-engine'),
    onlyIn('src/store/|src/tasks/', 'dexie/', 'dexie-in-store'),
    onlyIn('src/contracts/|workers/engine/', 'comlink/', 'comlink-in-contracts'),
    onlyIn('src/ui/|src/main.ts', '(lit|@lit|@awesome.me|uplot)/', 'elements-in-ui'),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?(url|raw|inline)' } },
    {
      name: 'no-orphans',
      comment: 'Nothing imports it.',
      severity: 'error',
      from: { orphan: true, pathNot: '^(workers/[^/]+|src/main)\\.ts$|\\.d\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^workers/.*/assembly/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'browser', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
