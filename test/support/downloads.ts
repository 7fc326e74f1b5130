import { onTestFinished, vi } from 'vitest';

/** A file that the page handed to a person. */
export interface Downloaded {
  name: string;
  blob: Blob;
}

/** Takes the files that are downloaded until the test ends, in order; the browser saves none of them. */
export function takeDownloads(): Downloaded[] {
  const taken: Downloaded[] = [];
  const blobs = new Map<string, Blob>();
  const { createObjectURL } = URL;
  const create = vi.spyOn(URL, 'createObjectURL').mockImplementation((object) => {
    const url = createObjectURL(object);
    if (object instanceof Blob) blobs.set(url, object);
    return url;
  });
  const { click } = HTMLElement.prototype;
  const save = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const blob = blobs.get(this.href);
    if (this.download !== '' && blob) taken.push({ name: this.download, blob });
    else click.call(this);
  });
  onTestFinished(() => {
    create.mockRestore();
    save.mockRestore();
  });
  return taken;
}
