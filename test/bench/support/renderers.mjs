// Linux only: it reads /proc.
import { readFileSync, readdirSync } from 'node:fs';

/** The processes of this machine: id, parent's id, command line. */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return [{ pid: Number(pid), parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }];
      } catch {
        return [];
      }
    });
}

/**
 * Megabytes that /proc gives for a process: VmRSS now, VmHWM at its peak.
 * @param {number} pid
 * @param {'VmRSS' | 'VmHWM'} field
 * @throws Error where it gives none, the process being about to end
 */
export function megabytes(pid, field) {
  const kilobytes = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status has no ${field}.`);
  return Number(kilobytes) / 1000;
}

/**
 * The renderers of the browser with this profile. There are several: the page's, a spare one, and the start tab's, which
 * may be as large as the page's.
 * @param {string} profile its folder
 */
export function renderersOf(profile) {
  const all = processes();
  const family = new Set(all.filter(({ command }) => command.includes(profile)).map(({ pid }) => pid));
  for (let grown = -1; grown !== family.size;) {
    grown = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid, command }) => family.has(pid) && command.includes('--type=renderer')).map(({ pid }) => pid);
}
