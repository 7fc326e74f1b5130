import type { Quality } from '../../core/quality/qualities.ts';

/** What each quality is called and looks at, for people. */
export const QUALITY_TEXTS: Readonly<Record<Quality, { title: string; meaning: string }>> = {
  dark: { title: 'Too dark', meaning: 'Brightness of the 99th percentile of its pixels.' },
  bright: { title: 'Too bright', meaning: 'Darkness of the 5th percentile of its pixels.' },
  blurry: { title: 'Blurred', meaning: 'How much its edges vary, at 64 pixels at most.' },
  low_information: { title: 'Little information', meaning: 'Entropy of its channels’ values, of 10 bits.' },
  grey: { title: 'Grey', meaning: '0 where all pixels are grey, else 1.' },
  odd_size: { title: 'Odd size', meaning: 'Distance from the usual sizes; below .5 beyond three quartile ranges.' },
  odd_shape: { title: 'Odd shape', meaning: 'Shorter side over the longer one.' },
};
