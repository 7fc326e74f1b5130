/** Sides that the input of the backbone that comes with the page may have, pixels: multiples of 32. */
export const BACKBONE_SIDES = [64, 96, 128, 160, 224] as const;
export type BackboneSide = (typeof BACKBONE_SIDES)[number];

/** The backbone that comes with the page: EfficientNet-Lite0, cut behind the expansion of its block 14. */
export const BACKBONE = 'lite0-e14';

/** Which network gives the features, and how large it sees the pictures. */
export interface BackboneChoice {
  /** "lite0-e14", the one that comes with the page, or the key of one of the person's own: "mobilenet#0a1b2c3d". */
  backbone: string;
  /** Of the square that it sees, pixels. */
  side: number;
}

/** The choice that `choiceKey` has written so. */
export function choiceOf(key: string): BackboneChoice {
  const at = key.lastIndexOf('@');
  return { backbone: key.slice(0, at), side: Number(key.slice(at + 1)) };
}

/** A choice as the store writes it: "lite0-e14@96". */
export function choiceKey({ backbone, side }: BackboneChoice): string {
  return `${backbone}@${side}`;
}

/** Whether a backbone is one of the person's own. */
export function isOwn({ backbone }: Pick<BackboneChoice, 'backbone'>): boolean {
  return backbone.includes('#');
}

/** What a backbone is called: of one of the person's own its key without the hash. */
export function backboneTitle({ backbone }: Pick<BackboneChoice, 'backbone'>): string {
  return backbone.replace(/#[^#]*$/, '');
}
