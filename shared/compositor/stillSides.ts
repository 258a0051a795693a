/** Sides of a picture that the compositor paints by itself, pixels. */
export const stillSides = { min: 16, max: 8_192 } as const;
