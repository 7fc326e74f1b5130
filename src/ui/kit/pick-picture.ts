/** What a dialog of files offers first. */
const PICTURES = 'image/*,.tif,.tiff,.avif';

/** Asks the person for a picture. To be called in the course of a click or a key. @returns null where they choose none */
export function pickPicture(): Promise<File | null> {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept: PICTURES });
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
