import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { OwnBackbone } from '../../core/backbone/own-backbone.ts';
import { watchBackbones } from '../../tasks/watch-backbones.ts';

/** The backbones of the person's own for an element. */
export class OwnBackbonesController implements ReactiveController {
  /** Oldest first. */
  list: readonly OwnBackbone[] = [];
  private stop = (): void => {};

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** The one of this key; undefined for the page's, and where there is none. */
  find(key: string): OwnBackbone | undefined {
    return this.list.find(({ backbone }) => backbone === key);
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
}
