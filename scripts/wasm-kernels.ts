import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';
import { ASSEMBLY, checkSignatures, writeSignatures } from './wasm-signatures.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** How each module is compiled. The engine's kernels work on tfjs's heap. */
const OPTIONS = { kernels: ['--importMemory'], analysis: [], backbone: [] };
type ModuleName = keyof typeof ASSEMBLY;

/** AssemblyScript that the modules import. */
const SHARED = path.join(ROOT, 'workers/shared/assembly');

const CACHE = path.join(ROOT, '.cache/wasm-kernels');
const require = createRequire(import.meta.url);

/** The binaries that are built of the same source, and the features each may use. */
const FEATURES = { relaxed: ['simd', 'relaxed-simd'], plain: ['simd'] };
type Variant = keyof typeof FEATURES;

const DATA_SECTION = 11;

/** @throws Error where the module would write data into memory when it starts: its memory is tfjs's heap */
export function refuseData(binary: Uint8Array): void {
  let at = 8;
  const readNumber = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = binary[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < binary.length) {
    const section = binary[at++];
    const end = readNumber() + at;
    if (section === DATA_SECTION && readNumber() > 0) {
      throw new Error(
        "The kernels' binary has a data segment, which would overwrite tfjs's heap. Take string and array literals, and throws, out of its source.",
      );
    }
    at = end;
  }
}

/** Compiles a module. @throws Error with the compiler's messages */
async function compile(name: ModuleName, variant: Variant): Promise<Uint8Array> {
  const log = asc.createMemoryStream();
  let binary: Uint8Array | undefined;
  const { error } = await asc.main(
    [
      ...['index.ts', '--outFile', 'module.wasm', '--runtime', 'stub', '--noAssert', '-O3', ...OPTIONS[name]],
      ...FEATURES[variant].flatMap((feature) => ['--enable', feature]),
    ],
    {
      stdout: log,
      stderr: log,
      readFile: (source) => {
        const file = path.resolve(ASSEMBLY[name], source);
        return existsSync(file) ? readFileSync(file, 'utf8') : null;
      },
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new Error(`The WebAssembly module “${name}” did not compile.\n${log.toString()}`);
  if (name === 'kernels') refuseData(binary);
  return binary;
}

/** Changes whenever the source, the compiler or this file does. */
function cacheKey(name: ModuleName): string {
  const hash = createHash('sha256');
  hash.update((require('assemblyscript/package.json') as { version: string }).version);
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  for (const folder of [ASSEMBLY[name], SHARED]) {
    for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(path.join(folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The file of a compiled binary, made where the cache does not have it. */
export async function wasmKernelsFile(name: ModuleName, variant: Variant): Promise<string> {
  const file = path.join(CACHE, cacheKey(name), `${name}-${variant}.wasm`);
  if (existsSync(file)) return file;
  const binary = await compile(name, variant);
  mkdirSync(path.dirname(file), { recursive: true });
  // Renamed into place, so that a run that is killed leaves no half binary behind.
  writeFileSync(`${file}.${process.pid}`, binary);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

/** Vite plugin: an import of `./kernels-relaxed.wasm?url`, `./analysis-plain.wasm?url` … compiles that binary first. */
export function wasmKernels(): Plugin {
  let serves = false;
  return {
    name: 'wasm-kernels',
    enforce: 'pre',
    configResolved({ command }) {
      serves = command === 'serve';
    },
    buildStart() {
      // A build writes none: the callers' types were checked before it, against those that are there.
      if (serves) writeSignatures();
      else checkSignatures();
    },
    async resolveId(source) {
      const [, name, variant] = /\/(kernels|analysis|backbone)-(relaxed|plain)\.wasm\?url$/.exec(source) ?? [];
      // Inlined, a small binary would be a data: URL, which a host's own policy may forbid to fetch.
      return variant && `${await wasmKernelsFile(name as ModuleName, variant as Variant)}?url&no-inline`;
    },
    configureServer(server) {
      const folders = [...Object.values(ASSEMBLY), SHARED];
      server.watcher.add(folders);
      server.watcher.on('change', (file) => {
        if (folders.some((folder) => file.startsWith(folder))) void server.restart();
      });
    },
  };
}
