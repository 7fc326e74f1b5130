/** Lower layers never import higher ones; what each path may import of src/ and workers/, itself included. */
const LAYERS = {
  'src/core': ['src/core'],
  'src/contracts': ['src/contracts', 'src/core'],
  'src/store': ['src/store', 'src/contracts', 'src/core'],
  'src/tasks': ['src/tasks', 'src/store', 'src/contracts', 'src/core'],
  'src/api': ['src/api', 'src/tasks', 'src/store', 'src/contracts', 'src/core'],
  'src/ui': ['src/ui', 'src/api', 'src/tasks', 'src/contracts', 'src/core'],
  workers: ['workers', 'src/store', 'src/contracts', 'src/core'],
};

const oneWay = Object.entries(LAYERS).map(([layer, allowed]) => ({
  name: `${layer.replace('src/', '')}-imports-downwards`,
  comment: `${layer} may import only ${allowed.join(', ')}.`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: { path: '^(src|workers)/', pathNot: `^(${allowed.join('|')})/` },
}));

/**
 * The rooms of the page, from the top floor down: a room imports from those on the floors below it, and of them only what their face
 * offers. The rest of a room is its own.
 */
const FLOORS = [
  { app: ['app'] },
  { explore: ['explore-stage', 'key-help'], insights: ['insights-stage'] },
  { charts: ['confusion-matrix', 'data-map', 'rank-curve', 'training-curves'], 'one-by-one': ['review-mode'] },
  {
    data: ['data-stage'],
    filters: ['chips', 'facet', 'filter-chips', 'score-range', 'sidebar'],
    home: ['home-stage'],
    inspector: ['facts', 'inspector', 'sample-source', 'story-controller'],
    map: ['dots-controller', 'embedding-map', 'map-camera', 'map-canvas', 'map-colours', 'map-model', 'map-styles'],
    noise: ['noise-stage'],
    train: ['curve', 'run-curves', 'run-words', 'train-stage'],
  },
  {
    exchange: [
      'import-summary',
      'known-dialog',
      'open-export',
      'open-model',
      'open-picture',
      'open-reviewer',
      'open-table',
      'project-card',
      'reviewer-card',
    ],
  },
  {
    grid: ['captions', 'grid', 'grid-keys', 'hover-card', 'jump-field', 'tile-size'],
    review: ['actions', 'class-buttons', 'fix-event', 'fixing', 'guess-buttons', 'render-fixing', 'review-progress'],
  },
  {
    about: ['about', 'steps'],
    help: ['contents', 'help'],
    scope: ['hold-out', 'option-list', 'scope-picker', 'scopes'],
    views: ['link-note', 'share', 'view-link', 'view-presets'],
  },
  { samples: ['[^/]+'] },
  { events: ['[^/]+'], scores: ['[^/]+'] },
  { kit: ['[^/]+'] },
  { styles: ['[^/]+'], icons: [] },
];

/** Path of a room: a folder, or for the icons a file. */
const pathOf = (/** @type {string} */ room) => `^src/ui/${room}[/.]`;

const rooms = FLOORS.flatMap((floor, at) =>
  Object.entries(floor).flatMap(([room, face]) => {
    const below = FLOORS.slice(at + 1).flatMap((lower) => Object.keys(lower));
    return [
      {
        name: `${room}-imports-from-rooms-below`,
        comment: `src/ui/${room} may import only ${[room, ...below].join(', ')} of src/ui.`,
        severity: 'error',
        from: { path: pathOf(room) },
        to: { path: '^src/ui/', pathNot: `^src/ui/(${[room, ...below].join('|')})[/.]` },
      },
      {
        name: `${room}-by-its-face`,
        comment: `Of src/ui/${room} others may import only ${face.join(', ')}.`,
        severity: 'error',
        from: { path: '^src/', pathNot: pathOf(room) },
        to: { path: `${pathOf(room)}.`, pathNot: `^src/ui/(icons|${room}/(${face.join('|')}))\\.` },
      },
    ];
  }),
);

const homeless = {
  name: 'every-file-has-a-room',
  comment: 'A file of src/ui lies in one of the rooms that FLOORS names.',
  severity: 'error',
  from: {},
  to: { path: '^src/ui/', pathNot: `^src/ui/(${FLOORS.flatMap((floor) => Object.keys(floor)).join('|')})[/.]` },
};

/** The rooms of src/core/formats: which of its other rooms each may import. What lies beside the rooms is for all of them. */
const FORMATS = {
  listing: [],
  pickle: [],
  folders: ['listing'],
  parquet: ['folders', 'listing'],
  arrays: ['folders', 'listing', 'pickle'],
  cifar: ['arrays', 'folders', 'listing', 'pickle'],
};

const formats = Object.entries(FORMATS).map(([room, others]) => ({
  name: `formats-${room}-imports-from-rooms-below`,
  comment: `src/core/formats/${room} may import only ${[room, ...others].join(', ')} of the rooms beside it.`,
  severity: 'error',
  from: { path: `^src/core/formats/${room}/` },
  to: { path: '^src/core/formats/[^/]+/', pathNot: `^src/core/formats/(${[room, ...others].join('|')})/` },
}));

/**
 * Only `place` may import the packages that `packages` matches.
 * @param {string} place
 * @param {string} packages
 * @param {string} name of the rule
 */
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
    ...rooms,
    homeless,
    ...formats,
    {
      name: 'page-names-workers-by-url',
      comment: 'The page starts a worker by its URL; an import would pull it into the page.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^workers/' },
    },
    onlyIn('workers/engine/', '@tensorflow/', 'tfjs-in-engine'),
    onlyIn('workers/engine/own/', 'onnxruntime', 'onnx-runtime-in-engine'),
    onlyIn('src/store/|src/tasks/', 'dexie/', 'dexie-in-store'),
    onlyIn('src/contracts/', 'comlink/', 'comlink-in-contracts'),
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
