import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { memo } from '../../core/memo.ts';
import '../kit/error-note.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import { base, stagePage } from '../styles/shared.ts';
import { HELP, HELP_PAGES, helpAddress, placeInAddress } from './contents.ts';
import { helpStyles } from './help-styles.ts';
import { loadHelp, type HelpSection } from './help-text.ts';
import { searchHelp, searchedSections, snippetOf, type SearchedSection } from './search.ts';

/** Sections that a search shows at most. */
const MOST_FOUND = 40;

/**
 * The Help: the pages of docs/ that are for people who use this, and a search over all of them. It shows what the address names
 * (`#/help/PAGE/SECTION`). A page is loaded when it is opened, all of them when something is searched.
 */
@customElement('look-help')
export class LookHelp extends LitElement {
  static override styles = [base, stagePage, helpStyles];

  private readonly search = memo(searchHelp);
  private readonly widths = new ResizeObserver(() => this.letScroll());

  @query('input') private readonly input!: HTMLInputElement;
  @state() private place = placeInAddress();
  /** What the page that is shown says; null until it is loaded. */
  @state() private sections: readonly HelpSection[] | null = null;
  /** All pages, once something was searched. */
  @state() private all: readonly SearchedSection[] | null = null;
  @state() private typed = '';
  @state() private trouble = '';

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.onAddress);
    this.widths.observe(this);
    void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.onAddress);
    this.widths.disconnect();
  }

  override updated(): void {
    this.letScroll();
  }

  /** The page that is shown: the first where the address names none. */
  private get page(): string {
    return this.place.page || HELP_PAGES[0].id;
  }

  private readonly onAddress = (): void => {
    if (!location.hash.startsWith('#/help')) return;
    this.typed = '';
    this.input.value = '';
    void this.open().then(() =>
      this.renderRoot.querySelector<HTMLElement>('[data-shown]')?.focus({ preventScroll: true }),
    );
  };

  private readonly onInput = (): void => {
    this.typed = this.input.value;
    this.trouble = '';
    if (this.all !== null || this.typed.trim() === '') return;
    Promise.all(HELP_PAGES.map(({ id }) => loadHelp(id))).then(
      (texts) => (this.all ??= searchedSections(texts)),
      () => (this.trouble = 'The Help could not be loaded. Check the connection, then search again.'),
    );
  };

  /** Shows what the address names, from its beginning. */
  private async open(): Promise<void> {
    this.place = placeInAddress();
    this.trouble = '';
    const { page } = this;
    if (!HELP_PAGES.some(({ id }) => id === page)) {
      this.sections = [];
      this.trouble = 'The Help has no page of the name in the address. All pages are in the list.';
      return;
    }
    try {
      const sections = await loadHelp(page);
      if (page !== this.page) return;
      this.sections = sections;
      await this.updateComplete;
      if (this.place.section) this.renderRoot.querySelector('[data-shown]')?.scrollIntoView({ block: 'start' });
      else this.scrollTop = 0;
    } catch {
      this.trouble = 'This page could not be loaded. Check the connection, then open it again.';
    }
  }

  /** What is wider than the page scrolls, and only that can be reached by Tab. */
  private letScroll(): void {
    for (const part of this.renderRoot.querySelectorAll<HTMLElement>('.wide, pre')) {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute('tabindex');
    }
  }

  override render() {
    return html`<div class="page help ${this.place.page ? 'at-page' : ''}">
      <aside>
        <input
          type="search"
          aria-label="Search the Help"
          placeholder="Search the Help"
          autocomplete="off"
          spellcheck="false"
          @input=${this.onInput}
        />
        <a class="button small quiet back" href="#/help">All pages</a>
        <nav aria-label="Pages of the Help">
          ${HELP.map(
            ({ heading, pages }) =>
              html`<p class="section-head">${heading}</p>
                <ul>
                  ${pages.map(
                    ({ id, title }) =>
                      html`<li>
                        <a href=${helpAddress(id)} aria-current=${id === this.page ? 'page' : 'false'}>${title}</a>
                      </li>`,
                  )}
                </ul>`,
          )}
        </nav>
      </aside>
      <article>
        <look-error-note .message=${this.trouble}></look-error-note>
        ${this.typed.trim() ? this.renderFound() : (this.sections ?? []).map((section) => this.renderSection(section))}
      </article>
    </div>`;
  }

  private renderSection({ id, title, level, html: body }: HelpSection): TemplateResult {
    const first = level === 1;
    const shown = this.place.section ? [id, encodeURIComponent(id)].includes(this.place.section) : first;
    const name = html`<span id=${id} tabindex="-1" ?data-shown=${shown}>${title}</span>`;
    // Made from our own docs at build time, where HTML is refused.
    return html`${first ? html`<h1>${name}</h1>` : level === 2 ? html`<h2>${name}</h2>` : html`<h3>${name}</h3>`}
      <div class="text">${unsafeHTML(body)}</div>`;
  }

  private renderFound(): TemplateResult {
    if (this.all === null) return html`<p role="status" class="faint">Loading the Help …</p>`;
    const found = this.search(this.all, this.typed);
    const more = found.length - MOST_FOUND;
    return html`<h1>Found</h1>
      <p role="status" class="muted">
        ${found.length ? formatPlural(found.length, 'section') : 'Nothing has these words.'}
      </p>
      <ul class="found">
        ${found.slice(0, MOST_FOUND).map((entry) => this.renderEntry(entry))}
      </ul>
      ${more > 0 ? html`<p class="muted">${formatCount(more)} more: type to narrow them down.</p>` : nothing}`;
  }

  private renderEntry({ page, section, text }: SearchedSection): TemplateResult {
    const { before, found, after } = snippetOf(text, this.typed);
    return html`<li>
      <a href=${helpAddress(page.id, section.level === 1 ? '' : section.id)}>${section.title}</a>
      <span class="faint">${page.title}</span>
      <p class="muted">${before}<mark>${found}</mark>${after}</p>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-help': LookHelp;
  }
}
