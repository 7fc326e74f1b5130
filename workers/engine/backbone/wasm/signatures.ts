// Written by `npm run signatures` from assembly/: edit that.

/** What the module exports: each function's parameters, in order, and its result. */
export const signatures = {
  reserve: {
    parameters: {
      bytes: 'usize',
    },
    result: 'usize',
  },
  layPatches: {
    parameters: {
      x: 'usize',
      side: 'i32',
      from: 'i32',
      to: 'i32',
      y: 'usize',
    },
    result: 'void',
  },
  takePicture: {
    parameters: {
      pixels: 'usize',
      width: 'i32',
      side: 'i32',
      rows: 'usize',
      mostRows: 'i32',
      columns: 'usize',
      mostColumns: 'i32',
      scratch: 'usize',
      y: 'usize',
    },
    result: 'void',
  },
  pointwise: {
    parameters: {
      x: 'usize',
      filter: 'usize',
      bias: 'usize',
      residual: 'usize',
      y: 'usize',
      rows: 'i32',
      depth: 'i32',
      columns: 'i32',
      relu6: 'bool',
    },
    result: 'void',
  },
  depthwise: {
    parameters: {
      x: 'usize',
      filter: 'usize',
      bias: 'usize',
      y: 'usize',
      batch: 'i32',
      height: 'i32',
      width: 'i32',
      channels: 'i32',
      size: 'i32',
      stride: 'i32',
      before: 'i32',
      outHeight: 'i32',
      outWidth: 'i32',
    },
    result: 'void',
  },
  meanOverPlaces: {
    parameters: {
      x: 'usize',
      batch: 'i32',
      places: 'i32',
      channels: 'i32',
      y: 'usize',
    },
    result: 'void',
  },
} as const;
