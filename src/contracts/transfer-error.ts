import * as Comlink from 'comlink';
import { inPlainWords, UserError, type ErrorCode } from '../core/errors.ts';

/** How a UserError crosses. */
interface WireError {
  code: ErrorCode;
  message: string;
  stack?: string;
}

/** What Comlink hands its handler of thrown values. */
interface Thrown {
  value: unknown;
}

const comlinks = Comlink.transferHandlers.get('throw') as Comlink.TransferHandler<Thrown, object>;

// Comlink keeps only name, message and stack of an error; this keeps the class and code of one for people. A full disk is said in
// plain words on this side, since what tells it from a cancellation does not cross. Both sides of a worker import this module.
Comlink.transferHandlers.set('throw', {
  canHandle: (value): value is Thrown => comlinks.canHandle(value),
  serialize: (thrown: Thrown) => {
    const value = inPlainWords(thrown.value);
    if (!(value instanceof UserError)) return comlinks.serialize(thrown);
    const { code, message, stack } = value;
    return [{ code, message, stack } satisfies WireError, []];
  },
  deserialize: (wire: WireError | object) => {
    if (!('code' in wire)) return comlinks.deserialize(wire);
    const { code, message, stack } = wire;
    throw Object.assign(new UserError(code, message), { stack });
  },
});
