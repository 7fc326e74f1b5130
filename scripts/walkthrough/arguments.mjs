import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** An argument or a file that cannot be used: told in one line, exit code 2. */
export class UsageError extends Error {
  name = 'UsageError';
}

const OPTIONS = {
  take: { type: 'string' },
  split: { type: 'string', default: 'train' },
  noise: { type: 'string' },
  'noise-kind': { type: 'string', default: 'symmetric' },
  labels: { type: 'string' },
  recipe: { type: 'string', default: 'standard' },
  network: { type: 'string' },
  epochs: { type: 'string' },
  batch: { type: 'string' },
  seed: { type: 'string', default: '1' },
  backend: { type: 'string', default: 'auto' },
  workers: { type: 'string' },
  out: { type: 'string', default: 'out' },
  json: { type: 'boolean', default: false },
};

const CHOICES = {
  'noise-kind': ['symmetric', 'asymmetric'],
  recipe: ['quick', 'standard', 'fiftyone-2020'],
  network: ['small', 'medium', 'fiftyone-2020'],
  backend: ['auto', 'webgpu', 'webgl', 'wasm'],
};

const DEFAULT_NOISE = 0.2;
const LARGEST_SEED = 2 ** 32 - 1;

/** Node's own complaints about arguments, in this command's words. */
function reworded(error) {
  const option = /--[\w-]+/.exec(error.message)?.[0];
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const name = option ?? /'(-[^']*)'/.exec(error.message)?.[1] ?? 'option';
    return new UsageError(`There is no option ${name}; there are --${Object.keys(OPTIONS).join(', --')}.`);
  }
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const takesNone = option && OPTIONS[option.slice(2)]?.type === 'boolean';
    return new UsageError(
      takesNone ? `${option} takes no value.` : `${option} needs a value that does not start with “-”.`,
    );
  }
  return new UsageError(error.message.split('\n')[0]);
}

function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw reworded(error);
  }
}

function wholeNumber(name, text, least, most = Number.MAX_SAFE_INTEGER) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
  throw new UsageError(`--${name} must be a whole number, ${range}, not “${text}”.`);
}

function share(name, text) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value <= 1) return value;
  throw new UsageError(`--${name} must be a share from 0 to 1, such as ${DEFAULT_NOISE}, not “${text}”.`);
}

function oneOf(name, value) {
  if (value === undefined || CHOICES[name].includes(value)) return value;
  throw new UsageError(`--${name} must be one of ${CHOICES[name].join(', ')}, not “${value}”.`);
}

function existingFile(what, name, folder) {
  const file = path.resolve(folder, name);
  if (!existsSync(file)) throw new UsageError(`${what}: there is no file ${file}.`);
  if (!statSync(file).isFile()) throw new UsageError(`${what}: ${file} is not a file.`);
  return file;
}

/**
 * Reads the command line of `npm run walkthrough`.
 * @param args what follows the command's name
 * @param folder the one that relative paths start from
 * @returns every choice made, with defaults filled in; `archive` is a path, or undefined for the demo
 * @throws UsageError with one sentence
 */
export function readArguments(args, folder) {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) {
    throw new UsageError(`One archive at a time: “${positionals[1]}” is one too many.`);
  }
  const [name = 'demo'] = positionals;
  const noise = share('noise', values.noise) ?? (values.labels === undefined ? DEFAULT_NOISE : 0);
  const out = path.resolve(folder, values.out);
  if (existsSync(out) && !statSync(out).isDirectory()) throw new UsageError(`--out: ${out} is not a folder.`);
  return {
    archive: name === 'demo' ? undefined : existingFile('Archive', name, folder),
    take: wholeNumber('take', values.take, 1),
    split: values.split,
    noise,
    noiseKind: oneOf('noise-kind', values['noise-kind']),
    labels: values.labels === undefined ? undefined : existingFile('--labels', values.labels, folder),
    recipe: oneOf('recipe', values.recipe),
    network: oneOf('network', values.network),
    epochs: wholeNumber('epochs', values.epochs, 1),
    batch: wholeNumber('batch', values.batch, 1),
    seed: wholeNumber('seed', values.seed, 0, LARGEST_SEED),
    backend: oneOf('backend', values.backend),
    workers: wholeNumber('workers', values.workers, 1),
    out,
    json: values.json,
  };
}
