/** The stages of the flow, the page about it, and the Help. */
export type StageName = 'data' | 'noise' | 'train' | 'insights' | 'explore' | 'home' | 'about' | 'help';

/** Asks the shell to show another stage. */
export class LookGoEvent extends CustomEvent<{ stage: StageName }> {
  constructor(stage: StageName) {
    super('look-go', { detail: { stage }, bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'look-go': LookGoEvent;
  }
}
