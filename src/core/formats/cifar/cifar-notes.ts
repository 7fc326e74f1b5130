/** Names that a sentence lists at most. */
const LISTED = 6;
/** Numbers above this are no numbers of batches. */
const MOST_BATCHES = 1000;

/** "a.txt, b.txt and 3 more". */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).join(', ');
  return names.length > LISTED ? `${shown} and ${names.length - LISTED} more` : shown;
}

/** Says what classes are called whose names are in no file. */
export function unnamedNote(names: readonly string[]): string {
  const called = names.length > 3 ? `${names.slice(0, 2).join(', ')} … ${names[names.length - 1]}` : names.join(', ');
  return `No file names the classes: they are called ${called}.`;
}

/** Says which of the numbered train batches are not there. @param orders numbers of those that are */
export function missingNotes(orders: readonly number[]): string[] {
  const last = Math.max(0, ...orders);
  if (last > MOST_BATCHES) return [];
  const missing = Array.from({ length: last }, (_, i) => i + 1).filter((order) => !orders.includes(order));
  if (missing.length === 0) return [];
  return [
    `Of the train batches 1 to ${last}, ${listed(missing.map(String))} ${missing.length === 1 ? 'is' : 'are'} not there.`,
  ];
}
