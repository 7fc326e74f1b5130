import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { OwnBackbone } from '../../core/backbone/own-backbone.ts';
import { watchBackbones } from '../../tasks/watch-backbones.ts';

/** The backbones of the person's own for an element, and which of them is chosen there. */
export class OwnBackbonesController implements ReactiveController {
  /** Oldest first. */
  list: readonly OwnBackbone[] = [];
  private key = '';
  private stop = (): void => {};

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** The one that is chosen; undefined for the page's. */
  get chosen(): OwnBackbone | undefined {
    return this.list.find(({ backbone }) => backbone === this.key);
  }

  hostConnected(): void {
    this.stop = watchBackbones((list) => {
      this.list = list;
      this.host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** @param key of one of them; anything else is the page's */
  choose(key: string): void {
    this.key = key;
    this.host.requestUpdate();
  }
}
