// Writes what TypeDoc read of the script API as Markdown: a chapter a type, a line of code a call, and what its comment says.
import { ReflectionKind } from 'typedoc';

/** @import { Comment, CommentDisplayPart, DeclarationReflection, ParameterReflection, ProjectReflection } from 'typedoc' */

/** What the calls of `look` are about, by the interface that tells of them, in the order of the page. @type {Record<string, string>} */
const CALLS = {
  Look: 'look',
  DataCalls: 'Data sets',
  NoiseCalls: 'Label noise',
  TableCalls: 'Labels from elsewhere',
  WholeJobCalls: 'The whole job',
  RunCalls: 'Training and predicting',
  BackboneCalls: 'A backbone of your own',
  ScoreCalls: 'Scores',
  LikenessCalls: 'Neighbours, maps, duplicates',
  EditCalls: 'Fixing labels',
  ClassCalls: 'Classes',
  AnnotatorCalls: 'Annotators',
  ReviewCalls: 'Reviewing',
  ActionCalls: 'Actions',
  ViewCalls: 'Saved views',
  ExportCalls: 'Exports',
};

/** The chapters of the page that tell of certain types; all others come last, by their names. @type {[title: string, names: string[]][]} */
const CHAPTERS = [
  ['The calls', Object.keys(CALLS)],
  ['What they work on', ['Dataset', 'View', 'Sample', 'Session', 'Review']],
];

/** What stands before the dot of each type's calls. @type {Record<string, string>} */
const OWNERS = {
  Dataset: 'dataset',
  View: 'view',
  Review: 'review',
  Session: 'session',
  Maps: 'maps',
  Duplicates: 'duplicates',
};

/**
 * @param {ProjectReflection} project
 * @param {string} intro Markdown that stands first
 * @returns {string} Markdown
 */
export function renderApi(project, intro) {
  const types = new Map((project.children ?? []).map((type) => [type.name, type]));
  const named = new Set(CHAPTERS.flatMap(([, names]) => names));
  const rest = [...types.keys()].filter((name) => !named.has(name)).sort();
  /** @param {string} code */
  const link = (code) => linkTypes(code, types);
  /** @type {typeof CHAPTERS} */
  const all = [...CHAPTERS, ['What they take and answer', rest]];
  const chapters = all.map(([title, names]) => {
    const parts = names.flatMap((name) => {
      const type = types.get(name);
      return type ? [renderType(type, link)] : [];
    });
    return `## ${title}\n\n${parts.join('\n\n')}`;
  });
  return `${intro.trim()}\n\n${chapters.join('\n\n')}\n`;
}

/**
 * @param {DeclarationReflection} type
 * @param {(code: string) => string} link
 */
function renderType(type, link) {
  const heading = `### ${CALLS[type.name] ?? type.name}\n\n${textOf(type.comment)}${examplesOf(type.comment)}`;
  const members = type.children ?? (type.type?.type === 'reflection' ? type.type.declaration.children : undefined);
  if (!members) return `${heading}\n\n${link(`${type.name} = ${type.type}`)}`;
  const owner = type.name in CALLS ? 'look' : OWNERS[type.name];
  const shown = members.filter((member) => isShown(member, type));
  const bases = (type.extendedTypes ?? []).map((base) => `Has all that ${link(String(base))} has.`);
  return [heading, ...bases, shown.map((member) => renderMember(member, owner, link)).join('\n')].join('\n\n');
}

/**
 * What is inherited stands with the type that it is inherited from.
 * @param {DeclarationReflection} member
 * @param {DeclarationReflection} type
 */
function isShown(member, type) {
  const inherited = member.inheritedFrom ?? (type.name === 'Look' ? member.implementationOf : undefined);
  return (
    !inherited && member.kind !== ReflectionKind.Constructor && member.name !== 'start' && !member.name.startsWith('[')
  );
}

/**
 * @param {DeclarationReflection} member
 * @param {string | undefined} owner
 * @param {(code: string) => string} link
 */
function renderMember(member, owner, link) {
  const signature = member.signatures?.[0] ?? member.getSignature;
  const name = owner ? `${owner}.${member.name}` : member.name;
  const optional = member.flags.isOptional ? '?' : '';
  const code = member.signatures
    ? `${name}(${(signature?.parameters ?? []).map(parameter).join(', ')}): ${signature?.type}`
    : `${name}${optional}: ${signature?.type ?? member.type}`;
  const comment = signature?.comment ?? member.comment;
  const params = (signature?.parameters ?? [])
    .filter((p) => p.comment)
    .map((p) => `\n  - \`${p.name}\`: ${textOf(p.comment)}`);
  const text = textOf(comment);
  // A backslash ends the line there.
  const lead = `- ${link(code)}${text && `\\${indent(`\n${text}`)}`}`;
  return `${lead}${params.join('')}${indent(examplesOf(comment))}`;
}

/** @param {ParameterReflection} parameter */
function parameter({ name, type, flags, defaultValue }) {
  return `${flags.isRest ? '...' : ''}${name}${flags.isOptional || defaultValue ? '?' : ''}: ${type}`;
}

/** @param {CommentDisplayPart[]} parts */
const partsOf = (parts) =>
  parts
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The summary, and what is said of the answer and of errors.
 * @param {Comment | undefined} comment
 */
function textOf(comment) {
  if (!comment) return '';
  /** @type {Record<string, string>} */
  const tags = { '@returns': 'Answers ', '@throws': 'Throws an ' };
  const blocks = comment.blockTags
    .filter(({ tag }) => tags[tag])
    .map(({ tag, content }) => {
      const text = partsOf(content).replace(/^(User|Range)?Error/, 'error');
      return `${tags[tag]}${text}${/[.!?]$/.test(text) ? '' : '.'}`;
    });
  const summary = comment.summary
    .map(({ text }) => text)
    .join('')
    .trim();
  return [summary, ...blocks].join(summary.includes('\n\n') ? '\n\n' : ' ').trim();
}

/** @param {Comment | undefined} comment */
function examplesOf(comment) {
  const examples = comment?.blockTags.filter(({ tag }) => tag === '@example') ?? [];
  return examples
    .map(
      ({ content }) =>
        `\n\n${content
          .map(({ text }) => text)
          .join('')
          .trim()}\n`,
    )
    .join('');
}

/** @param {string} text */
const indent = (text) => text.replace(/\n(?=.)/g, '\n  ');

/**
 * Code, with the types that have a chapter of their own as links.
 * @param {string} code
 * @param {Map<string, DeclarationReflection>} types
 */
function linkTypes(code, types) {
  return code
    .split(/\b([A-Z]\w+)\b/)
    .filter((part) => part !== '')
    .map((part) => (types.has(part) ? `[\`${part}\`](#${part.toLowerCase()})` : `\`${part}\``))
    .join('')
    .replace(/``/g, '');
}
