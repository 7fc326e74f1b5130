/**
 * An order of classes in which those often taken for one another stand side by side: starts with the class most confused
 * and goes on, each time, with the class most confused with the last one (greedy seriation).
 * @param counts k×k row-major, as `confusion` gives them
 * @returns each class once
 */
export function orderByConfusion(counts: ArrayLike<number>, k: number): number[] {
  const between = (a: number, b: number): number => counts[a * k + b] + counts[b * k + a];
  const confused = Array.from({ length: k }, (_, a) => {
    let sum = 0;
    for (let b = 0; b < k; b++) if (b !== a) sum += between(a, b);
    return sum;
  });
  const left = new Set(confused.keys());
  const order: number[] = [];
  while (left.size > 0) {
    const last = order.at(-1);
    let best = -1;
    let most = -1;
    for (const c of left) {
      const weight = last === undefined ? confused[c] : between(last, c);
      if (weight > most || (weight === most && confused[c] > confused[best])) [best, most] = [c, weight];
    }
    order.push(best);
    left.delete(best);
  }
  return order;
}
