import { WorkerConnection } from '../../src/contracts/worker-client.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import { Helper, type HelperSetup, type Prediction, type ShareResults } from './helper.ts';
import type { HelperService } from './helper-service.ts';
import type { MicroBatch } from './micro-batch.ts';
import { keyOf } from './training-pictures.ts';
import { predictPart, type Model, type Part } from './predict-part.ts';

/** A worker that helps, as seen from here. */
interface Member {
  connection: WorkerConnection<HelperService>;
  /** Micro-batches whose pixels it was sent ahead. */
  sent: Set<string>;
}

const startHelper = (): Worker =>
  new Worker(new URL('../gradient.ts', import.meta.url), { type: 'module', name: 'gradient' });

/**
 * This thread and the workers that help it. The result does not depend on which of them computes a micro-batch; one that ends early
 * is closed, and its share computed here.
 */
export class WorkerPool {
  readonly leader = new Helper();
  #members: Member[] = [];

  private constructor() {}

  /**
   * Starts the engines, here and in `size − 1` workers. A worker that cannot start is left out.
   * @param signal ends the wait for any of them
   * @param indices the run's samples where it trains; none where it only predicts
   * @param startWorker for tests
   * @throws UserError where not even this thread can
   */
  static async start(
    signal: AbortSignal,
    setup: HelperSetup,
    indices: Uint32Array,
    size: number,
    startWorker = startHelper,
  ): Promise<WorkerPool> {
    const pool = new WorkerPool();
    try {
      for (let k = 1; k < size; k++) {
        pool.#members.push({ connection: new WorkerConnection(startWorker()), sent: new Set() });
      }
      const started = pool.#members.map((member) => pool.#ask(member, (helper) => helper.start(setup)));
      await unlessAborted(signal, pool.leader.start(setup));
      await unlessAborted(signal, pool.leader.load(indices));
      await unlessAborted(signal, Promise.all(started));
      return pool;
    } catch (error) {
      pool.dispose();
      throw error;
    }
  }

  /** Workers at work, this thread among them. */
  get size(): number {
    return this.#members.length + 1;
  }

  /**
   * Gradients of the micro-batches of one batch, in their order, and the milliseconds that drawing this thread's pictures took
   * while nothing else could be done.
   * @param next the batch after it: its pictures are drawn while this thread waits for others
   */
  async gradients(weights: Float32Array, microBatches: MicroBatch[], next: MicroBatch[] = []): Promise<ShareResults> {
    const size = this.size;
    const shareOf = (batch: MicroBatch[], k: number): MicroBatch[] => batch.filter((_, i) => i % size === k);
    const remote = this.#members.map((member, j) =>
      this.#askGradients(member, weights, shareOf(microBatches, j + 1), shareOf(next, j + 1)),
    );
    const local = await this.leader.gradients(weights, shareOf(microBatches, 0));
    this.leader.prepare(size > 1 ? shareOf(next, 0) : []);
    const shares = [local, ...(await Promise.all(remote))];
    for (let k = 1; k < size; k++) shares[k] ??= await this.leader.gradients(weights, shareOf(microBatches, k));
    const results = microBatches.map((_, i) => shares[i % size]!.results[Math.floor(i / size)]);
    return { results, inputMs: local.inputMs };
  }

  /**
   * Predicts part after part, each by whoever is free, and hands them to `take` one at a time.
   * @param signal ends it, whatever the workers are at @param featureModel the network whose features are kept
   */
  async predict(
    signal: AbortSignal,
    featureModel: Model,
    parts: Part[],
    take: (indices: Uint32Array, prediction: Prediction) => Promise<void>,
  ): Promise<void> {
    const waiting = [...parts];
    let taking = Promise.resolve();
    const hand = (indices: Uint32Array, prediction: Prediction): Promise<void> =>
      (taking = taking.then(() => take(indices, prediction)));
    const work = async (member?: Member): Promise<void> => {
      const ask = async ({ weights, statistics }: Model, indices: Uint32Array): Promise<Prediction | undefined> =>
        member
          ? this.#ask(member, (helper) => helper.predict(weights, statistics, indices))
          : this.leader.predict(weights, statistics, indices);
      for (let part = waiting.shift(); part; part = waiting.shift()) {
        const prediction = await unlessAborted(signal, predictPart(part, featureModel, ask));
        if (!prediction) {
          waiting.push(part);
          return;
        }
        await hand(part.indices, prediction);
      }
    };
    await Promise.all([work(), ...this.#members.map(work)]);
    // Parts that a failed member gave back when the others had already finished.
    await work();
  }

  /** Ends the workers. */
  dispose(): void {
    const members = this.#members;
    this.#members = [];
    for (const { connection } of members) connection.close();
    this.leader.dispose();
  }

  /** Sends each micro-batch's pixels once: only this thread holds those of the whole run. */
  #askGradients(
    member: Member,
    weights: Float32Array,
    now: MicroBatch[],
    next: MicroBatch[],
  ): Promise<ShareResults | undefined> {
    const { pictures } = this.leader;
    const ready = now.map((part) => (member.sent.has(keyOf(part)) ? part : pictures.pack(part)));
    member.sent = new Set(next.map(keyOf));
    const packed = next.map((part) => pictures.pack(part));
    return this.#ask(member, (helper) => helper.gradients(weights, ready, packed));
  }

  /** What a member answers, or undefined where it ended or failed: it is then closed. */
  async #ask<T>(member: Member, question: (helper: HelperService) => Promise<T>): Promise<T | undefined> {
    try {
      return await question(member.connection.service);
    } catch (error) {
      // Given up, or ended with the pool.
      if (!this.#members.includes(member)) return undefined;
      console.warn('A worker that helped in training is gone; going on without it.', error);
      member.connection.close();
      this.#members = this.#members.filter((other) => other !== member);
      return undefined;
    }
  }
}
