import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { EXPORT_FILES } from './exports.mjs';

/**
 * @import { ParseArgsConfig } from 'node:util'
 * @import { ExportName } from './exports.mjs'
 */

/** An argument or a file that cannot be used: told in one line, exit code 2. */
export class UsageError extends Error {
  /** @override */
  name = 'UsageError';
}

/** @satisfies {ParseArgsConfig['options']} */
const OPTIONS = {
  take: { type: 'string' },
  split: { type: 'string' },
  size: { type: 'string' },
  noise: { type: 'string' },
  'noise-kind': { type: 'string', default: 'symmetric' },
  labels: { type: 'string' },
  'label-role': { type: 'string' },
  opinion: { type: 'string', default: 'both' },
  'backbone-side': { type: 'string' },
  review: { type: 'string' },
  recipe: { type: 'string', default: 'standard' },
  network: { type: 'string' },
  epochs: { type: 'string' },
  batch: { type: 'string' },
  seed: { type: 'string', default: '1' },
  backend: { type: 'string', default: 'auto' },
  workers: { type: 'string' },
  export: { type: 'string' },
  out: { type: 'string', default: 'out' },
  json: { type: 'boolean', default: false },
};

const CHOICES = /** @type {const} */ ({
  'noise-kind': ['symmetric', 'asymmetric'],
  'label-role': ['given', 'corrections', 'true'],
  opinion: ['backbone', 'trained', 'both'],
  recipe: ['quick', 'standard', 'thorough', 'fiftyone-2020'],
  network: ['small', 'medium', 'fiftyone-2020'],
  backend: ['auto', 'webgpu', 'webgl', 'wasm'],
});

const DEFAULT_NOISE = 0.2;
/** Side at which the backbone sees the pictures with the recipe `thorough`, pixels. */
const THOROUGH_SIDE = 128;
/** Sides that it may see them at, pixels. */
const BACKBONE_SIDES = /** @type {const} */ ([64, 96, 128, 160, 224]);
/** Sides of the squares that a data set can be trained at, pixels. */
const SMALLEST_SIZE = 8;
const LARGEST_SIZE = 128;
const LARGEST_SEED = 2 ** 32 - 1;

/**
 * Node's own complaints about arguments, in this command's words.
 * @param {Error & { code?: string }} error
 */
function reworded(error) {
  const option = /--[\w-]+/.exec(error.message)?.[0];
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const name = option ?? /'(-[^']*)'/.exec(error.message)?.[1] ?? 'option';
    return new UsageError(`There is no option ${name}; there are --${Object.keys(OPTIONS).join(', --')}.`);
  }
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const takesNone = Object.entries(OPTIONS).some(([name, { type }]) => `--${name}` === option && type === 'boolean');
    return new UsageError(
      takesNone ? `${option} takes no value.` : `${option} needs a value that does not start with “-”.`,
    );
  }
  return new UsageError(error.message.split('\n')[0]);
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw reworded(/** @type {Error} */ (error));
  }
}

/**
 * @param {string} name of the option
 * @param {string | undefined} text what was given for it
 * @param {number} least
 */
function wholeNumber(name, text, least, most = Number.MAX_SAFE_INTEGER) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
  throw new UsageError(`--${name} must be a whole number, ${range}, not “${text}”.`);
}

/**
 * @param {string} name
 * @param {string | undefined} text
 */
function share(name, text) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value <= 1) return value;
  throw new UsageError(`--${name} must be a share from 0 to 1, such as ${DEFAULT_NOISE}, not “${text}”.`);
}

/**
 * @template {string} Choice
 * @param {string} name
 * @param {readonly Choice[]} choices
 * @param {string} value
 */
function oneOf(name, choices, value) {
  const chosen = choices.find((choice) => choice === value);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`--${name} must be one of ${choices.join(', ')}, not “${value}”.`);
}

/**
 * Names of exports, divided by commas, each once.
 * @param {string | undefined} text
 */
function exportNames(text) {
  if (text === undefined) return [];
  const known = /** @type {ExportName[]} */ (Object.keys(EXPORT_FILES));
  return [...new Set(text.split(','))].map((name) => oneOf('export', known, name.trim()));
}

/**
 * What the labels of a table become; undefined leaves it to the table, which are given labels unless Second Look wrote it.
 * @param {string | undefined} role
 * @param {string | undefined} labels
 */
function labelRole(role, labels) {
  if (role === undefined) return undefined;
  if (labels === undefined)
    throw new UsageError('--label-role says what the labels of a table are: it needs --labels.');
  return oneOf('label-role', CHOICES['label-role'], role);
}

/**
 * Side at which the backbone sees the pictures; undefined leaves it to the page.
 * @param {string | undefined} side
 * @param {string} opinion
 * @param {string} recipe
 */
function backboneSide(side, opinion, recipe) {
  if (side === undefined) return recipe === 'thorough' ? THOROUGH_SIDE : undefined;
  if (opinion === 'trained')
    throw new UsageError('--backbone-side says how large the backbone sees the pictures: --opinion trained asks none.');
  const chosen = BACKBONE_SIDES.find((known) => String(known) === side);
  if (chosen) return chosen;
  throw new UsageError(`--backbone-side must be one of ${BACKBONE_SIDES.join(', ')}, not “${side}”.`);
}

/**
 * @param {string} name
 * @param {string} folder that the name starts from
 */
function existingPath(name, folder) {
  const found = path.resolve(folder, name);
  if (!existsSync(found)) throw new UsageError(`Data set: there is no file or folder ${found}.`);
  return found;
}

/**
 * @param {string} what it is, for the message
 * @param {string} name
 * @param {string} folder that the name starts from
 */
function existingFile(what, name, folder) {
  const file = path.resolve(folder, name);
  if (!existsSync(file)) throw new UsageError(`${what}: there is no file ${file}.`);
  if (!statSync(file).isFile()) throw new UsageError(`${what}: ${file} is not a file.`);
  return file;
}

/**
 * Reads the command line of `npm run walkthrough`.
 * @param {string[]} args what follows the command's name
 * @param {string} folder the one that relative paths start from
 * @returns every choice made, with defaults filled in; `data` is a path, or undefined for the demo
 * @throws UsageError with one sentence
 */
export function readArguments(args, folder) {
  const { values, positionals } = parse(args);
  const opinion = oneOf('opinion', CHOICES.opinion, values.opinion);
  const recipe = oneOf('recipe', CHOICES.recipe, values.recipe);
  if (positionals.length > 1) {
    throw new UsageError(`One data set at a time: “${positionals[1]}” is one too many.`);
  }
  const [name = 'demo'] = positionals;
  const noise = share('noise', values.noise) ?? (values.labels === undefined ? DEFAULT_NOISE : 0);
  const out = path.resolve(folder, values.out);
  if (existsSync(out) && !statSync(out).isDirectory()) throw new UsageError(`--out: ${out} is not a folder.`);
  return {
    data: name === 'demo' ? undefined : existingPath(name, folder),
    size: wholeNumber('size', values.size, SMALLEST_SIZE, LARGEST_SIZE),
    take: wholeNumber('take', values.take, 1),
    split: values.split,
    noise,
    noiseKind: oneOf('noise-kind', CHOICES['noise-kind'], values['noise-kind']),
    labels: values.labels === undefined ? undefined : existingFile('--labels', values.labels, folder),
    labelRole: labelRole(values['label-role'], values.labels),
    opinion,
    backboneSide: backboneSide(values['backbone-side'], opinion, recipe),
    review: wholeNumber('review', values.review, 1),
    recipe,
    network: values.network === undefined ? undefined : oneOf('network', CHOICES.network, values.network),
    epochs: wholeNumber('epochs', values.epochs, 1),
    batch: wholeNumber('batch', values.batch, 1),
    seed: wholeNumber('seed', values.seed, 0, LARGEST_SEED),
    backend: oneOf('backend', CHOICES.backend, values.backend),
    workers: wholeNumber('workers', values.workers, 1),
    exports: exportNames(values.export),
    out,
    json: values.json,
  };
}
