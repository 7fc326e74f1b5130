let asked: Promise<boolean> | null = null;

/**
 * Asks the browser not to clear what this page stores when the disk runs full. Nothing waits for the answer: Firefox asks the person,
 * who need not answer ever.
 */
export function askToKeep(): void {
  asked ??= navigator.storage
    .persist()
    .catch(() => false)
    .finally(() => (asked = null));
}

/** Tells whether the browser keeps what is stored until a person deletes it: now, and once more when a question still open is answered. */
export function tellWhetherKept(onAnswer: (kept: boolean) => void): void {
  void navigator.storage.persisted().then(onAnswer);
  void asked?.then(onAnswer);
}
