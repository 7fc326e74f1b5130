import { onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';

/** A function of the page, as V8 counts it. */
interface Counted {
  functionName: string;
  ranges: { count: number }[];
}

/** What is asked of the browser's profiler. */
interface Profiler {
  send(method: 'Profiler.enable' | 'Profiler.disable'): Promise<void>;
  send(method: 'Profiler.startPreciseCoverage', options: { callCount: boolean; detailed: boolean }): Promise<unknown>;
  send(method: 'Profiler.takePreciseCoverage'): Promise<{ result: { url: string; functions: Counted[] }[] }>;
}

/**
 * Counts, until the test ends, how often functions of the page are called, as the browser itself does. Modules are not mocked for it:
 * a browser in which vitest had mocked some was waited for in vain now and then.
 * @param functions the module of each, by the end of its address, by the function's name
 * @returns takes the calls of each since it was last asked
 */
export async function countCalls<K extends string>(
  functions: Record<K, string>,
): Promise<() => Promise<Record<K, number>>> {
  const profiler = cdp() as unknown as Profiler;
  await profiler.send('Profiler.enable');
  onTestFinished(() => profiler.send('Profiler.disable'));
  await profiler.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  return async () => {
    const { result } = await profiler.send('Profiler.takePreciseCoverage');
    const callsOf = (name: string, module: string): number =>
      result
        .filter(({ url }) => new URL(url, location.href).pathname.endsWith(module))
        .flatMap(({ functions: counted }) => counted.filter(({ functionName }) => functionName === name))
        .reduce((calls, { ranges }) => calls + ranges[0].count, 0);
    return Object.fromEntries(
      Object.entries<string>(functions).map(([name, module]) => [name, callsOf(name, module)]),
    ) as Record<K, number>;
  };
}
