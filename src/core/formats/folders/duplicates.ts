import { inFlight } from '../../in-flight.ts';
import type { FoundPicture } from './look-at-pictures.ts';

const IN_FLIGHT = 4;

/**
 * Pictures whose files are the same, byte for byte: told by size and beginning first, then by SHA-256 of all bytes.
 * @returns groups of two and more, as places in `pictures`, in their order
 */
export async function sameFiles(pictures: readonly FoundPicture[], signal: AbortSignal): Promise<number[][]> {
  const alike = groupedBy([...pictures.keys()], (at) => `${pictures[at].bytes} ${pictures[at].hash}`);
  const suspects = alike.flat();
  const sums = new Map<number, string>();
  let next = 0;
  for await (const sum of inFlight(suspects, IN_FLIGHT, (at) => sumOf(pictures[at]))) {
    signal.throwIfAborted();
    sums.set(suspects[next++], sum);
  }
  const same = groupedBy(
    suspects.filter((at) => sums.get(at) !== ''),
    (at) => sums.get(at)!,
  );
  return same.sort((a, b) => a[0] - b[0]);
}

/** @returns an empty text where the file cannot be read, of which the import itself will tell */
async function sumOf({ file }: FoundPicture): Promise<string> {
  try {
    const blob = await file.blob();
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
    return String.fromCharCode(...sum);
  } catch {
    return '';
  }
}

function groupedBy(places: number[], key: (at: number) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (const at of places) {
    const group = groups.get(key(at));
    if (group) group.push(at);
    else groups.set(key(at), [at]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
