// What the WebAssembly modules export, read from their AssemblyScript and written down for TypeScript.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExportStatement, FunctionDeclaration, newOptions, newProgram, parse } from 'assemblyscript';

/** @import { NamedTypeNode, TypeNode } from 'assemblyscript' */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The folder of each module's AssemblyScript. Its signatures stand beside that folder. */
export const ASSEMBLY = {
  kernels: path.join(ROOT, 'workers/engine/kernels/wasm/assembly'),
  analysis: path.join(ROOT, 'workers/analysis/wasm/assembly'),
  backbone: path.join(ROOT, 'workers/engine/backbone/wasm/assembly'),
};

/** Kinds of a parameter; workers/shared/wasm-calls.ts says what TypeScript gives for each. */
const KINDS = ['usize', 'i32', 'f32', 'bool'];

/**
 * Top-level statements of a source.
 * @param {string} file
 */
function parseFile(file) {
  const program = newProgram(newOptions());
  parse(program, readFileSync(file, 'utf8'), path.basename(file, '.ts'), true);
  return program.sources[0].statements;
}

/** The name of a type; those of what is exported are plain names. */
const typeName = (/** @type {TypeNode} */ type) => /** @type {NamedTypeNode} */ (type).name.identifier.text;

/**
 * One function's entry of a signatures file.
 * @param {string} exported its name outside
 * @param {FunctionDeclaration} declaration
 * @throws Error where a parameter has a type that no call can give
 */
function signatureText(exported, { signature }) {
  const parameters = signature.parameters.map(({ name, type }) => {
    const kind = typeName(type);
    if (!KINDS.includes(kind)) {
      throw new Error(`${exported}: the parameter ${name.text} is of type ${kind}, not one of ${KINDS.join(', ')}.`);
    }
    return `      ${name.text}: '${kind}',\n`;
  });
  const list = parameters.length > 0 ? `{\n${parameters.join('')}    }` : '{}';
  return `  ${exported}: {\n    parameters: ${list},\n    result: '${typeName(signature.returnType)}',\n  },\n`;
}

/**
 * The TypeScript that says which functions a module exports, and which parameters each takes, in order.
 * @param {string} assembly folder whose index.ts names the exports, one file a line
 * @throws Error where a named function is not in its file, or cannot be called from TypeScript
 */
export function renderSignatures(assembly) {
  const exports = parseFile(path.join(assembly, 'index.ts')).filter((line) => line instanceof ExportStatement);
  const entries = exports.flatMap(({ members, path: source }) => {
    if (!source) throw new Error(`${assembly}/index.ts must name the file of everything that it exports.`);
    if (!members) throw new Error(`${assembly}/index.ts must name what it exports from “${source.value}”.`);
    const statements = parseFile(path.join(assembly, `${source.value}.ts`));
    const functions = statements.filter((statement) => statement instanceof FunctionDeclaration);
    return members.map(({ localName, exportedName }) => {
      const found = functions.find(({ name }) => name.text === localName.text);
      if (!found) throw new Error(`${assembly}/index.ts exports ${localName.text}, no function of “${source.value}”.`);
      return signatureText(exportedName.text, found);
    });
  });
  return `// Written by \`npm run signatures\` from assembly/: edit that.

/** What the module exports: each function's parameters, in order, and its result. */
export const signatures = {
${entries.join('')}} as const;
`;
}

/** A module's signatures file. */
const fileOf = (/** @type {string} */ assembly) => path.join(assembly, '../signatures.ts');

const isCurrent = (/** @type {string} */ assembly) =>
  existsSync(fileOf(assembly)) && readFileSync(fileOf(assembly), 'utf8') === renderSignatures(assembly);

/** Writes the signatures files that are not what the AssemblyScript says. @throws Error as renderSignatures does */
export function writeSignatures() {
  for (const assembly of Object.values(ASSEMBLY)) {
    if (!isCurrent(assembly)) writeFileSync(fileOf(assembly), renderSignatures(assembly));
  }
}

/** @throws Error where a signatures file is not what the AssemblyScript says, or as renderSignatures does */
export function checkSignatures() {
  for (const assembly of Object.values(ASSEMBLY)) {
    if (isCurrent(assembly)) continue;
    const file = path.relative(ROOT, fileOf(assembly));
    throw new Error(`${file} is not what the AssemblyScript says: run npm run signatures, then npm run check:types.`);
  }
}
