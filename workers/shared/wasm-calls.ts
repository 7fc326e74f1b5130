/** How a parameter stands in AssemblyScript; `usize` is an address or a number of bytes. */
type ParameterKind = 'usize' | 'i32' | 'f32' | 'bool';

/** What a module exports, as `npm run signatures` writes it: the parameters' keys are in the order in which they are passed. */
type Signatures = Readonly<
  Record<string, { readonly parameters: Readonly<Record<string, ParameterKind>>; readonly result: 'usize' | 'void' }>
>;

/** What is given for a parameter: for an address also the array or tensor that lies there. */
type Given<Kind extends ParameterKind, Data> = Kind extends 'bool'
  ? boolean
  : Kind extends 'usize'
    ? number | Data
    : number;

/** A module's functions, each of which takes its parameters by their names: none can be mistaken for another by its place. */
export type WasmCalls<All extends Signatures, Data> = {
  readonly [Name in keyof All]: (given: {
    [Parameter in keyof All[Name]['parameters']]: Given<All[Name]['parameters'][Parameter], Data>;
  }) => All[Name]['result'] extends 'void' ? void : number;
};

/**
 * Makes a module's exports callable by names.
 * @param signatures of the same AssemblyScript as the module @param addressOf where in the module's memory data lies, in bytes
 */
export function wasmCalls<All extends Signatures, Data extends object>(
  exports: WebAssembly.Exports,
  signatures: All,
  addressOf: (data: Data) => number,
): WasmCalls<All, Data> {
  const calls = Object.entries(signatures).map(([name, { parameters }]) => {
    const order = Object.keys(parameters);
    const call = exports[name] as (...values: (number | boolean)[]) => number;
    const callNamed = (given: Record<string, number | boolean | Data>): number =>
      call(
        ...order.map((parameter) => {
          const value = given[parameter];
          return typeof value === 'object' ? addressOf(value) : value;
        }),
      );
    return [name, callNamed];
  });
  return Object.fromEntries(calls) as WasmCalls<All, Data>;
}
