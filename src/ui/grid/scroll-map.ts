/** Browsers cut elements off at 17 to 33 million pixels; this stays below all of them. */
export const MOST_SCROLL_HEIGHT = 8_000_000;

/** At both ends this much is scrolled pixel by pixel. */
const EDGE = 1_000_000;

/**
 * Maps a native scroller's position to a position in a list that may be taller than any element. Up to the greatest
 * height the two are the same. Beyond, both ends are the same pixel by pixel and the middle is squeezed; small steps
 * (wheel, keys) move the list by just as much wherever they happen, and `settle` says where the scroller belongs then.
 */
export class ScrollMap {
  /** Position in the list, 0 … height − view. */
  top = 0;
  /** Where the scroller is, as far as is known. */
  scrolled = 0;
  private height = 0;
  private view = 0;

  /** Height to give the scroller's content. */
  get scrollHeight(): number {
    return Math.min(this.height, MOST_SCROLL_HEIGHT);
  }

  /** Takes a new height of the list, and of what is in sight. */
  resize(height: number, view: number): void {
    this.height = height;
    this.view = view;
    this.top = Math.min(this.top, this.most);
  }

  /** Follows the scroller to `scrollTop`. */
  follow(scrollTop: number): void {
    const step = scrollTop - this.scrolled;
    this.scrolled = scrollTop;
    const end = this.scrollHeight - this.view;
    if (this.height <= MOST_SCROLL_HEIGHT || scrollTop <= 0 || Math.abs(step) > 4 * this.view || scrollTop >= end - 1) {
      this.top = this.toList(Math.max(0, scrollTop));
    } else this.top = Math.min(Math.max(0, this.top + step), this.most);
  }

  /** Goes to a position of the list. @returns where the scroller belongs */
  moveTo(top: number): number {
    this.top = Math.min(Math.max(0, top), this.most);
    return this.settle();
  }

  /** Where the scroller belongs for the position that small steps have led to. */
  settle(): number {
    this.scrolled = this.toScroller(this.top);
    return this.scrolled;
  }

  private get most(): number {
    return Math.max(0, this.height - this.view);
  }

  /** How much taller the list's middle is than the scroller's. */
  private get squeeze(): number {
    return (this.most - 2 * EDGE) / (this.scrollHeight - this.view - 2 * EDGE);
  }

  private toList(scrollTop: number): number {
    if (this.height <= MOST_SCROLL_HEIGHT || scrollTop <= EDGE) return Math.min(scrollTop, this.most);
    const left = this.scrollHeight - this.view - scrollTop;
    if (left <= EDGE) return this.most - Math.max(0, left);
    return EDGE + (scrollTop - EDGE) * this.squeeze;
  }

  private toScroller(top: number): number {
    if (this.height <= MOST_SCROLL_HEIGHT || top <= EDGE) return top;
    const left = this.most - top;
    if (left <= EDGE) return this.scrollHeight - this.view - left;
    return EDGE + (top - EDGE) / this.squeeze;
  }
}
