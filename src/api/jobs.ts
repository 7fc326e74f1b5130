import type { Progress } from '../contracts/progress.ts';
import type { TrainProgress } from '../contracts/trainer.ts';
import { isCancelled, sentenceOf, UserError } from '../core/errors.ts';
import { unlessAborted } from '../core/unless-aborted.ts';

export type JobKind =
  | 'import'
  | 'project'
  | 'noise'
  | 'table'
  | 'train'
  | 'predict'
  | 'backbone'
  | 'model'
  | 'score'
  | 'neighbours'
  | 'similar'
  | 'duplicates'
  | 'quality'
  | 'map'
  | 'export';

/** Long work that is shown while it runs. */
export interface Job {
  readonly id: number;
  readonly kind: JobKind;
  /** For people: "Importing cifar-10-binary.tar.gz". */
  readonly title: string;
  /** The run it belongs to, where it does. */
  readonly runId?: number;
  /** The data set it is about, where there is one: it ends with that. */
  readonly datasetId?: number;
  /** What that is called, as the job began. */
  readonly dataset?: string;
  /** 'waiting': for another of its kind to end. */
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: Progress | TrainProgress | null;
  /** What went wrong, for people; only where it failed. */
  readonly error?: string;
  readonly startedAt: number;
  /** Asks it to stop. */
  cancel(): void;
}

/** Keeps the list of jobs; every change replaces the job object and tells the listener. */
export class Jobs {
  list: readonly Job[] = [];
  private nextId = 1;
  /** Begins a job that waits, by id. */
  private readonly starts = new Map<number, () => void>();

  /** @param nameOf what a data set is called */
  constructor(
    private readonly onChange: () => void,
    private readonly nameOf: (datasetId: number) => string | undefined = () => undefined,
  ) {}

  /**
   * Runs `work` as a job and settles as it does; an abort settles as an AbortError and is shown as cancelled.
   * Only one job of a kind runs at a time.
   * @param options `waits`: it waits for another of its kind to end, first come first served; a step of longer work does
   * @param work may say by `onRun` which run it is about and what to call it then, where that is known only once it has begun
   * @throws UserError 'busy' where one of this kind is running already and it does not wait
   */
  async run<T>(
    kind: JobKind,
    title: string,
    work: (
      signal: AbortSignal,
      onProgress: (progress: Progress) => void,
      onRun: (runId: number, title: string) => void,
    ) => Promise<T>,
    options: { runId?: number; datasetId?: number; signal?: AbortSignal; waits?: boolean } = {},
  ): Promise<T> {
    const before = this.running(kind);
    if (before && !options.waits)
      throw new UserError('busy', `“${before.title}” is still running; wait for it or cancel it.`);
    const controller = new AbortController();
    const { signal } = controller;
    const follow = (): void => controller.abort(options.signal?.reason);
    if (options.signal?.aborted) follow();
    else options.signal?.addEventListener('abort', follow, { once: true });
    const id = this.nextId++;
    const job: Job = {
      id,
      kind,
      title,
      runId: options.runId,
      datasetId: options.datasetId,
      dataset: options.datasetId === undefined ? undefined : this.nameOf(options.datasetId),
      status: before ? 'waiting' : 'running',
      progress: null,
      startedAt: Date.now(),
      cancel: () => controller.abort(),
    };
    this.list = [...this.list.filter((other) => other.kind !== kind || isOpen(other)), job];
    this.onChange();
    try {
      if (before) await unlessAborted(signal, new Promise<void>((resolve) => this.starts.set(id, resolve)));
      const result = await work(
        signal,
        (progress) => this.change(id, { progress }),
        (runId, newTitle) => this.change(id, { runId, title: newTitle }),
      );
      this.change(id, { status: 'done' });
      return result;
    } catch (error) {
      const cancelled = isCancelled(error);
      this.change(id, cancelled ? { status: 'cancelled' } : { status: 'failed', error: sentenceOf(error) });
      throw error;
    } finally {
      this.starts.delete(id);
      this.startNext(kind);
      options.signal?.removeEventListener('abort', follow);
    }
  }

  /** The running job of this kind (or of any), or undefined. */
  running(kind?: JobKind): Job | undefined {
    return this.list.find((job) => job.status === 'running' && (!kind || job.kind === kind));
  }

  /** Takes a finished job off the list. */
  dismiss(id: number): void {
    this.list = this.list.filter((job) => job.id !== id || isOpen(job));
    this.onChange();
  }

  private startNext(kind: JobKind): void {
    const next = this.list.find((job) => job.status === 'waiting' && job.kind === kind);
    if (!next || this.running(kind)) return;
    this.change(next.id, { status: 'running', startedAt: Date.now() });
    this.starts.get(next.id)?.();
  }

  private change(id: number, changes: Partial<Job>): void {
    this.list = this.list.map((job) => (job.id === id ? { ...job, ...changes } : job));
    this.onChange();
  }
}

const isOpen = ({ status }: Job): boolean => status === 'running' || status === 'waiting';
