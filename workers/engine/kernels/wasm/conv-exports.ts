/** Exports of the binary for convolutions; see assembly/. All are places on the heap, in bytes, or counts. */
export interface ConvExports {
  /** Bytes of scratch for `conv`. */
  convScratch(inputs: number, outputs: number): number;
  conv(
    x: number,
    filter: number,
    turned: boolean,
    bias: number,
    rectify: boolean,
    y: number,
    batch: number,
    height: number,
    width: number,
    inputs: number,
    outputs: number,
    scratch: number,
  ): void;
  /** Bytes of scratch for `convFilterGradient`. */
  convFilterGradientScratch(inputs: number, outputs: number): number;
  convFilterGradient(
    x: number,
    dy: number,
    gradient: number,
    batch: number,
    height: number,
    width: number,
    inputs: number,
    outputs: number,
    scratch: number,
  ): void;
}
