import type { Format } from './dataset-reader.ts';
import { foldersFormat } from './folders/folders-format.ts';
import { refusedFormat } from './refused-formats.ts';

/** Folders of pictures, then what is refused with a sentence; to be asked after the formats that hold pictures as arrays. */
export const FOLDER_FORMATS: Format[] = [foldersFormat, refusedFormat];
