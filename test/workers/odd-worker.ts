import { serve } from '../../src/contracts/serve.ts';
import { UserError } from '../../src/core/errors.ts';

/** A service for tests of what a client makes of its worker's ways. */
export interface OddService {
  /** How often it was called in this worker, this time too. */
  count(): Promise<number>;
  /** Tells 'early', answers, and tells 'late' as soon as it has. */
  tell(onTold: (what: string) => unknown): Promise<void>;
  /** Settles once 'late' was taken. */
  untilLate(): Promise<void>;
  /** Rejects with a RangeError. */
  refuse(): Promise<void>;
  /** Rejects with a UserError 'name-taken'. */
  tellPeople(): Promise<void>;
  /** Rejects as Dexie does where a transaction ended because the disk is full. */
  fillDisk(): Promise<void>;
  /** Dies and never answers. */
  die(): Promise<void>;
  /** Waits for an abort, and rejects with an error of its own. */
  obey(signal: AbortSignal, onBegin: () => void): Promise<void>;
  /** Never answers, whatever happens to the signal. */
  ignore(signal: AbortSignal): Promise<void>;
}

let calls = 0;
let late: Promise<unknown> = Promise.resolve();

const service: OddService = {
  count: async () => ++calls,
  async tell(onTold) {
    await onTold('early');
    late = new Promise((resolve) => setTimeout(resolve)).then(() => onTold('late'));
  },
  async untilLate() {
    await late;
  },
  async refuse() {
    throw new RangeError('not that one');
  },
  async tellPeople() {
    throw new UserError('name-taken', 'There is one already.', { cause: new Error('a clash') });
  },
  async fillDisk() {
    throw Object.assign(new Error('transaction ended'), {
      name: 'AbortError',
      inner: new DOMException('full', 'QuotaExceededError'),
    });
  },
  die() {
    setTimeout(() => {
      throw new Error('dies on purpose');
    });
    return new Promise(() => undefined);
  },
  obey(signal, onBegin) {
    onBegin();
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped cleanly'))));
  },
  ignore: () => new Promise(() => undefined),
};
serve(service);
