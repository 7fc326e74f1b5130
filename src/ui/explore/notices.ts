import { html, nothing } from 'lit';
import { lastOpen } from '../../api/last-open.ts';
import type { Session } from '../../api/session.ts';
import { isUndecided, withDecided } from '../../core/views/decided.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { LookStagesEvent } from '../events/explore-events.ts';
import type { Pictures } from '../samples/pictures.ts';
import '../kit/empty.ts';
import '../kit/error-note.ts';
import { formatCount } from '../kit/format.ts';

/** What the explorer shows while no data set is open. @param open leads to where one is opened */
export function renderClosed({ datasets }: Session, open: () => void) {
  const last = lastOpen();
  const opening = datasets === null || datasets.some(({ id }) => id === last);
  if (opening) return html`<p class="alone muted" role="status">Opening …</p>`;
  return html`<look-empty
    class="alone"
    alone
    heading="Nothing to look at yet"
    text="Open a data set first: drop an archive of pictures, or take the built-in demo."
  >
    <button class="button primary" type="button" @click=${open}>Open a data set</button>
  </look-empty>`;
}

/**
 * What stands in the grid's place where no sample passes.
 * @param show hears of the stages that are wanted instead @param stages of the view @param all its samples with those that are decided
 */
export function renderNoMatch(show: (event: LookStagesEvent) => void, stages: readonly ViewStage[], all: number) {
  const clear = (): void => show(new LookStagesEvent([]));
  if (all > 0 && stages.some(isUndecided)) {
    return html`<look-empty
      class="nothing"
      heading="All of these are decided"
      text="Nothing of this view is left to decide about."
    >
      <button class="button" type="button" @click=${() => show(new LookStagesEvent(withDecided(stages)))}>
        Show decided ${formatCount(all)}
      </button>
      <button class="button" type="button" @click=${clear}>Clear filters</button>
    </look-empty>`;
  }
  return html`<look-empty class="nothing" heading="No samples match" text="No sample passes all these filters.">
    <button class="button" type="button" @click=${clear}>Clear filters</button>
  </look-empty>`;
}

/**
 * What stands above the grid where something went wrong.
 * @param view why the view cannot be shown; empty where it can
 * @param pictures which may not be readable, or for now small ones only
 */
export function renderTrouble(view: string, pictures: Pictures, clear: () => void) {
  if (view) {
    return html`<div class="notice">
      <look-error-note .message="This view cannot be shown: ${view}"></look-error-note>
      <p><button class="button" type="button" @click=${clear}>Show all samples</button></p>
    </div>`;
  }
  if (pictures.error) {
    return html`<div class="notice">
      <look-error-note .message="The pictures cannot be read: ${pictures.error}"></look-error-note>
      <p><button class="button" type="button" @click=${() => pictures.retry()}>Try again</button></p>
    </div>`;
  }
  if (!pictures.locked) return nothing;
  return html`<div class="notice" role="status">
    <p>${pictures.locked} Until then small ones are shown.</p>
    <p><button class="button" type="button" @click=${() => pictures.unlock()}>Let it read the folder</button></p>
  </div>`;
}
