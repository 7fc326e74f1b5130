/** Milliseconds between two reports of progress, at least. */
const PERIOD_MS = 100;

/** Passes on a number now and then. */
export function throttled(tell: (done: number) => void): (done: number) => void {
  let last = -Infinity;
  return (done) => {
    if (performance.now() - last < PERIOD_MS) return;
    last = performance.now();
    tell(done);
  };
}
