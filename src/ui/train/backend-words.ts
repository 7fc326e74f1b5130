import type { OwnBackend } from '../../core/backbone/own-backbone.ts';
import { BACKEND_TITLES } from '../../core/training/recipe.ts';

/** What computes a backbone of the person's own, as it is called on screen. */
export const BACKEND_WORDS: Record<OwnBackend, string> = { ...BACKEND_TITLES, onnx: 'ONNX Runtime' };
