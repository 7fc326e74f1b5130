import { readFileSync } from 'node:fs';

/** What the page needs before it can show anything: the scripts and styles that the built index.html names. */
function firstPaint() {
  const html = readFileSync(new URL('dist/index.html', import.meta.url), 'utf8');
  return [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => `dist/${file}`);
}

export default [
  { name: 'code for the first paint', path: firstPaint(), brotli: true, limit: '150 kB' },
  // The readers of Parquet (its Brotli brings a dictionary of 73 kB) and zip are there twice: in the importer and, for tables, in the page.
  // So is tfjs (290 kB): in the trainer, and in the prober, which loads it where there is a graphics card.
  // What exports are written by is a worker with its own copy of the store (60 kB).
  {
    name: 'all code, workers included',
    path: ['dist/assets/*.js', '!dist/assets/own-*.js'],
    brotli: true,
    limit: '1.8 MB',
  },
  // Each page is loaded when it is opened.
  { name: 'the Help, all pages', path: ['dist/assets/help/*.js'], brotli: true, limit: '130 kB' },
  { name: 'WebAssembly', path: ['dist/assets/*.wasm', '!dist/assets/ort-*.wasm'], brotli: true, limit: '600 kB' },
  // Loaded when a model of the person's own comes: of tfjs its layers, converter and graphics cards; for ONNX its runtime.
  {
    name: 'tfjs for a model of one’s own',
    path: ['dist/assets/own-*.js', '!dist/assets/own-onnx-*.js'],
    brotli: true,
    limit: '260 kB',
  },
  {
    name: 'ONNX Runtime',
    path: ['dist/assets/own-onnx-*.js', 'dist/assets/ort-*.wasm'],
    brotli: true,
    limit: '2.5 MB',
  },
  {
    name: 'the kernels of a backbone, both binaries',
    path: ['dist/assets/backbone-*.wasm'],
    brotli: true,
    limit: '4 kB',
  },
  {
    name: 'the backbone, loaded when first wanted',
    path: ['dist/backbone/lite0-e14.bin'],
    brotli: false,
    limit: '2.7 MB',
  },
  { name: 'the demo', path: ['dist/demo/emoji-32.tar.gz'], brotli: false, limit: '6 MB' },
];
