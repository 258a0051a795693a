/** The colours offered for labels of scenes, shots and markers. */
export const labelColours = [
  ['Amber', '#e8a54b'],
  ['Red', '#e5594f'],
  ['Green', '#6fb08a'],
  ['Blue', '#6f9fd0'],
  ['Violet', '#8f7fd0'],
] as const;
