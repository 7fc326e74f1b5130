import type { BroughtFile } from '../../src/core/formats/listing/list-files.ts';

/** A dropped file, as the importer comes by it. */
export const brought = (path: string, file: Blob): BroughtFile => ({
  path,
  size: file.size,
  blob: () => Promise.resolve(file),
});
