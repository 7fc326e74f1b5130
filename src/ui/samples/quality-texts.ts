import type { Quality } from '../../core/quality/qualities.ts';

/** What each quality is called, what is seen of it, and how it is measured, for people. */
export const QUALITY_TEXTS: Readonly<Record<Quality, { title: string; meaning: string; measure: string }>> = {
  dark: {
    title: 'Too dark',
    meaning: 'Even its brightest parts are dark.',
    measure: 'Brightness of the 99th percentile of its pixels.',
  },
  bright: {
    title: 'Too bright',
    meaning: 'Even its darkest parts are bright.',
    measure: 'Darkness of the 5th percentile of its pixels.',
  },
  blurry: {
    title: 'Blurred',
    meaning: 'No edge in it is sharp.',
    measure: 'How much its edges vary, at 64 pixels at most.',
  },
  low_information: {
    title: 'Little information',
    meaning: 'Almost one colour: there is little to see.',
    measure: 'Entropy of its channels’ values, of 10 bits.',
  },
  grey: { title: 'Grey', meaning: 'It has no colours.', measure: '0 where all pixels are grey, else 1.' },
  odd_size: {
    title: 'Odd size',
    meaning: 'Much smaller or larger than most.',
    measure: 'Distance from the usual sizes; below .5 beyond three quartile ranges.',
  },
  odd_shape: { title: 'Odd shape', meaning: 'A long, narrow strip.', measure: 'Shorter side over the longer one.' },
};
