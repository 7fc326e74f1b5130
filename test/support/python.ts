import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A Python on this machine that has numpy. */
export interface Python {
  command: string;
  /** "numpy 2.4.6" */
  title: string;
}

/**
 * Pythons that have numpy: those that SECOND_LOOK_PYTHON lists (commands, divided as PATH is), else `python3`. Tests that need one skip
 * where there is none; to try both majors of numpy, list two.
 */
export function pythonsWithNumpy(): Python[] {
  const commands = process.env.SECOND_LOOK_PYTHON?.split(path.delimiter) ?? ['python3'];
  return commands.flatMap((command) => {
    const { status, stdout } = spawnSync(command, ['-c', 'import numpy; print(numpy.__version__)'], {
      encoding: 'utf8',
    });
    return status === 0 ? [{ command, title: `numpy ${stdout.trim()}` }] : [];
  });
}

/** Those of them that have another module too, such as torch. */
export const pythonsWith = (module: string): Python[] =>
  pythonsWithNumpy().filter(({ command }) => spawnSync(command, ['-c', `import ${module}`]).status === 0);

/**
 * Runs a script of test/support/python, which writes files.
 * @returns the folder that it wrote into, below the system's temporary folder
 */
export function writtenBy({ command }: Python, script: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-python-'));
  execFileSync(command, [path.join(import.meta.dirname, 'python', script), folder], { stdio: 'pipe' });
  return folder;
}
