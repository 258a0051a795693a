/** Limits of an import; each refusal names the one it met. */
export const limits = {
  /** Files of one import; a drop of a whole disk is a slip. */
  files: 20_000,
  /** Bytes of one picture file. */
  pictureBytes: 512 * 1024 * 1024,
  /** An SVG beyond this is a data set, not a drawing. */
  svgBytes: 32 * 1024 * 1024,
  /** Bytes of one video or sound file. */
  containerBytes: 256 * 1024 * 1024 * 1024,
} as const;
