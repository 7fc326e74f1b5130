let asked: Promise<boolean> | undefined;

/**
 * Asks the browser not to clear what this page stores when the disk runs full. Nothing waits for the answer: Firefox asks the person,
 * who need not answer ever.
 */
export function askToKeep(): void {
  asked ??= storage()
    ?.persist()
    .catch(() => false)
    .finally(() => (asked = undefined));
}

/**
 * Tells whether the browser keeps what is stored until a person deletes it: now, and once more when a question still open is answered.
 * A browser without a storage API is not asked, and nothing told; nor where it refuses to say.
 */
export function tellWhetherKept(onAnswer: (kept: boolean) => void): void {
  void storage()
    ?.persisted()
    .then(onAnswer, () => undefined);
  void asked?.then(onAnswer);
}

const storage = (): StorageManager | undefined => navigator.storage as StorageManager | undefined;
