import type { Session } from '../../api/session.ts';
import { printable } from '../../core/dataset/names.ts';
import { viewFromText } from '../../core/views/view-text.ts';
import { ALL, addressText, viewHash } from '../views/view-link.ts';
import { stageInAddress } from './router.ts';

/** Milliseconds in which further changes of a view belong to the same step of the history: while a range is drawn, for example. */
const ONE_STEP_MS = 800;

/**
 * Keeps the explorer's view in the address (`#/explore?view=…`), so that a link shows it again and the browser's Back goes to
 * the view before. A view that no address can hold (with a script's filter) leaves it as it was.
 */
export class ViewAddress {
  private written = -Infinity;

  /** @param onProblem told a sentence for people where an address holds no view */
  constructor(
    private readonly session: Session,
    private readonly onProblem: (sentence: string) => void,
  ) {}

  /** Follows the session and the address; call it once the data set that was open last is open again. */
  start(): void {
    this.read();
    this.session.addEventListener('look-change', this.write);
    window.addEventListener('popstate', this.read);
    window.addEventListener('hashchange', this.read);
  }

  stop(): void {
    this.session.removeEventListener('look-change', this.write);
    window.removeEventListener('popstate', this.read);
    window.removeEventListener('hashchange', this.read);
  }

  /** Shows the view that the address asks for. */
  private readonly read = (): void => {
    if (stageInAddress() !== 'explore' || !this.session.dataset) return;
    const { text, of, link } = viewInAddress();
    if (link) return;
    if (text === null) return this.write();
    const { view, dataset } = this.session;
    if (of !== null && of !== dataset.name) {
      this.onProblem(
        `The address shows a view of “${printable(of)}”, and “${printable(dataset.name)}” is open: nothing was changed.`,
      );
      const own = view && addressText(view);
      if (own) history.replaceState(null, '', viewHash(own, dataset.name));
      return;
    }
    if (view && text === addressText(view)) return;
    const stages = text === ALL ? [] : viewFromText(text);
    if (!stages) return this.onProblem('The address holds a view that cannot be read; all samples are shown instead.');
    this.session.view = dataset.view().through(stages);
  };

  /** Writes the explorer's view into the address. */
  private readonly write = (): void => {
    const { view, dataset } = this.session;
    if (stageInAddress() !== 'explore' || !view || !dataset) return;
    const text = addressText(view);
    const before = viewInAddress();
    if (before.link || text === null || (text === before.text && before.of === dataset.name)) return;
    const sameStep = before.text === null || performance.now() - this.written < ONE_STEP_MS;
    const address = viewHash(text, dataset.name);
    if (sameStep) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.written = text === ALL ? -Infinity : performance.now();
  };
}

/** The view in the address, and the name of the data set that it is of; null where it says none. A link is the page's own to take. */
function viewInAddress(): { text: string | null; of: string | null; link: boolean } {
  const at = location.hash.indexOf('?');
  const said = new URLSearchParams(at < 0 ? '' : location.hash.slice(at));
  return { text: said.get('view'), of: said.get('of'), link: said.has('link') };
}
