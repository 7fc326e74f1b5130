import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** Tenths of a second that a program may take to answer after its start, and to let go of its files after its end. */
const MOST_TRIES = 300;

/** Ends a program, and waits until it has ended. */
export async function endProgram(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  program.kill();
  await ended;
}

/** Removes a folder with all in it. A browser's helpers live, and write, a little longer than it does. */
export async function removeFolder(folder: string): Promise<void> {
  for (let k = 0; ; k++) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (k === MOST_TRIES) throw error;
      await pause(100);
    }
  }
}

/** Starts an X server that draws into memory, on a number that no other has. @throws Error where it does not start */
export async function startXvfb(): Promise<{ display: string; xvfb: ChildProcess }> {
  const screen = ['-screen', '0', '1400x900x24', '-nolisten', 'tcp'];
  const xvfb = spawn('Xvfb', ['-displayfd', '3', ...screen], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const ended = once(xvfb, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with ${code}`)));
  const [number] = (await Promise.race([once(xvfb.stdio[3] as Readable, 'data'), ended])) as [Buffer];
  ended.catch(() => {});
  return { display: `:${String(number).trim()}`, xvfb };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until something answers at this address. @throws Error where nothing does */
export async function untilAnswered(url: string): Promise<void> {
  for (let k = 0; k < MOST_TRIES; k++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return;
    await pause(100);
  }
  throw new Error(`nothing answers at ${url}`);
}
