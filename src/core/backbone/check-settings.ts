import { UserError } from '../errors.ts';
import { MOST_SIDE } from './guess-settings.ts';
import { SCALINGS, type BackboneSettings, type ModelDescription } from './own-backbone.ts';

/** Sees to it that settings are some that a model can be given pictures by. @throws UserError 'bad-input' that names the one that is not */
export function checkSettings(
  { anySide, guess }: Pick<ModelDescription, 'anySide' | 'guess'>,
  { side, scaling, layout, channels }: BackboneSettings,
): void {
  const most = MOST_SIDE.toLocaleString('en');
  if (!Number.isInteger(side) || side < 8 || side > MOST_SIDE)
    throw new UserError('bad-input', `The side is a whole number from 8 to ${most} pixels.`);
  if (!anySide && side !== guess.side)
    throw new UserError('bad-input', `The model takes pictures of ${guess.side} × ${guess.side} pixels only.`);
  requireOne('scaling', scaling, SCALINGS);
  requireOne('layout', layout, ['nhwc', 'nchw']);
  requireOne('channels', channels, ['rgb', 'bgr']);
}

function requireOne(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw new UserError('bad-input', `“${name}” is one of ${known.join(', ')}.`);
}
