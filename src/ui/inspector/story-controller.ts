import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Table } from '../../core/dataset/table.ts';
import { sentenceOf } from '../../core/errors.ts';
import type { Run } from '../../core/training/run.ts';
import { StoryReader, type SampleStory } from '../../tasks/read-evidence.ts';

/** An element that shows the story of one sample of a run. */
export interface StoryHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly run: Run;
  readonly table: Table;
  readonly index: number;
}

/** Milliseconds before a read begins: the picture comes first, and those passed by with a key held down are never asked for. */
const WAIT_MS = 60;

/** Milliseconds that the rest of a story waits for the opinions, so that what stands below them seldom moves. */
const WAIT_FOR_OPINIONS_MS = 100;

/** Reads the story of the sample that its host looks at, for the one looked at last. */
export class StoryController implements ReactiveController {
  /** What was read last; stays until the next is read, so that nothing jumps. */
  story: SampleStory | null = null;
  /** Why nothing could be read; empty where it could. */
  error = '';
  private reader: StoryReader | null = null;
  private reading = false;
  private outdated = false;
  private asked: { run: Run; table: Table; index: number } | null = null;

  constructor(private readonly host: StoryHost) {
    host.addController(this);
  }

  hostUpdate(): void {
    const { run, table, index } = this.host;
    const { asked } = this;
    if (asked?.run === run && asked.table === table && asked.index === index) return;
    this.asked = { run, table, index };
    void this.read();
  }

  hostConnected(): void {
    if (this.asked) void this.read();
  }

  hostDisconnected(): void {
    this.reader?.close();
    this.reader = null;
  }

  private async read(): Promise<void> {
    this.outdated = true;
    if (this.reading) return;
    this.reading = true;
    while (this.outdated) {
      this.outdated = false;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      const { host } = this;
      if (!host.isConnected) break;
      this.reader ??= new StoryReader();
      try {
        await this.tell(this.reader, host);
        this.error = '';
      } catch (error) {
        if (host.isConnected) this.error = sentenceOf(error);
      }
      host.requestUpdate();
    }
    this.reading = false;
  }

  private async tell(reader: StoryReader, { run, table, index }: StoryHost): Promise<void> {
    const story = await reader.read(run, table, index);
    if (story.facts.length === 0) {
      this.story = story;
      return;
    }
    const opinions = reader.readOpinions(run, table, index);
    const waited = new Promise<null>((resolve) => setTimeout(resolve, WAIT_FOR_OPINIONS_MS, null));
    if ((await Promise.race([opinions, waited])) === null) {
      this.story = story;
      this.host.requestUpdate();
    }
    this.story = { ...story, opinions: await opinions };
  }
}
