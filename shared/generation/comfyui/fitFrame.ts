import { ruledNumber, type Slot } from './template';

type Rule = Slot['rule'];

/**
 * Width and height with the ratio of a frame and about so many pixels, as the rules of a model's steps allow: of the
 * sizes around the ideal one, that whose ratio is nearest, then that whose number of pixels is.
 */
export function fitFrame(
  frame: { readonly width: number; readonly height: number },
  pixels: number,
  widthRule: Rule,
  heightRule: Rule,
): { width: number; height: number } {
  const ratio = frame.width / frame.height;
  // Video is coded in pairs of pixels.
  const even: Rule = { min: 2, max: null, step: 2 };
  const ofWidth = widthRule ?? even;
  const ofHeight = heightRule ?? even;
  const idealWidth = Math.sqrt(pixels * ratio);
  const idealHeight = idealWidth / ratio;
  let best = { width: ruledNumber(idealWidth, ofWidth), height: ruledNumber(idealHeight, ofHeight) };
  const error = ({ width, height }: { width: number; height: number }): number =>
    // A ratio off by 1 % is seen as bars or a cut; pixels off by 10 % are not seen.
    Math.abs(Math.log(width / height / ratio)) * 10 + Math.abs(Math.log((width * height) / pixels));
  for (let steps = -4; steps <= 4; steps += 1) {
    const width = ruledNumber(idealWidth + steps * ofWidth.step, ofWidth);
    const candidate = { width, height: ruledNumber(width / ratio, ofHeight) };
    if (error(candidate) < error(best)) best = candidate;
  }
  return best;
}
