// Written by `npm run signatures` from assembly/: edit that.

/** What the module exports: each function's parameters, in order, and its result. */
export const signatures = {
  neighbourAddress: {
    parameters: {},
    result: 'usize',
  },
  prepare: {
    parameters: {
      n: 'i32',
      d: 'i32',
      k: 'i32',
    },
    result: 'usize',
  },
  search: {
    parameters: {
      from: 'i32',
      to: 'i32',
    },
    result: 'void',
  },
  similarityAddress: {
    parameters: {},
    result: 'usize',
  },
  reserve: {
    parameters: {
      bytes: 'usize',
    },
    result: 'usize',
  },
  adjustRows: {
    parameters: {
      probabilities: 'usize',
      labels: 'usize',
      n: 'i32',
      k: 'i32',
      shifts: 'usize',
      row: 'usize',
      own: 'usize',
      other: 'usize',
      entropies: 'usize',
    },
    result: 'void',
  },
  softmaxRows: {
    parameters: {
      logits: 'usize',
      labels: 'usize',
      n: 'i32',
      k: 'i32',
      probabilities: 'usize',
      predicted: 'usize',
      own: 'usize',
      other: 'usize',
      margins: 'usize',
      sums: 'usize',
      means: 'usize',
    },
    result: 'void',
  },
  followLabels: {
    parameters: {
      logits: 'usize',
      labels: 'usize',
      n: 'i32',
      k: 'i32',
      seen: 'usize',
      wrong: 'usize',
      forgotten: 'usize',
      known: 'usize',
      margin: 'usize',
      first: 'usize',
      sum: 'usize',
      squares: 'usize',
      columns: 'usize',
      probabilities: 'usize',
      margins: 'usize',
    },
    result: 'void',
  },
  addEpoch: {
    parameters: {
      logits: 'usize',
      n: 'i32',
      k: 'i32',
      sums: 'usize',
      seen: 'usize',
    },
    result: 'void',
  },
  mixLogits: {
    parameters: {
      logits: 'usize',
      second: 'usize',
      weight: 'f32',
      n: 'i32',
      k: 'i32',
      sums: 'usize',
      seen: 'usize',
    },
    result: 'void',
  },
  crossProduct: {
    parameters: {
      a: 'usize',
      aPanels: 'i32',
      b: 'usize',
      bPanels: 'i32',
      depth: 'i32',
      symmetric: 'bool',
      out: 'usize',
    },
    result: 'void',
  },
  addByLabel: {
    parameters: {
      values: 'usize',
      labels: 'usize',
      n: 'i32',
      d: 'i32',
      sums: 'usize',
    },
    result: 'void',
  },
  addInnerProducts: {
    parameters: {
      values: 'usize',
      n: 'i32',
      d: 'i32',
      sums: 'usize',
      stride: 'usize',
    },
    result: 'void',
  },
  centre: {
    parameters: {
      values: 'usize',
      labels: 'usize',
      n: 'i32',
      d: 'i32',
      means: 'usize',
    },
    result: 'void',
  },
  project: {
    parameters: {
      values: 'usize',
      n: 'i32',
      d: 'i32',
      factors: 'usize',
      offsets: 'usize',
      stride: 'usize',
      k: 'i32',
      out: 'usize',
    },
    result: 'void',
  },
  takeRoots: {
    parameters: {
      values: 'usize',
      bytes: 'usize',
    },
    result: 'void',
  },
  expectation: {
    parameters: {
      below: 'usize',
      labels: 'usize',
      rows: 'i32',
      stride: 'usize',
      classes: 'i32',
      sharpness: 'f32',
      matrix: 'usize',
      counts: 'usize',
      joints: 'usize',
      sums: 'usize',
    },
    result: 'void',
  },
  weighErrors: {
    parameters: {
      logits: 'usize',
      labels: 'usize',
      n: 'i32',
      k: 'i32',
      sharpness: 'f32',
      weights: 'usize',
      stride: 'usize',
      wrongs: 'usize',
      depths: 'usize',
    },
    result: 'void',
  },
} as const;
