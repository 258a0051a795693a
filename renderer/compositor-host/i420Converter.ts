import { blue, convertToI420, green, i420Bytes, type PixelOrder, red } from './i420';
import { i420Kernel } from './i420Kernel';

/** Turns one RGB frame after another into I420, in memory of its own. */
export interface I420Converter {
  /** Four bytes a pixel: to be filled before each `convert`. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The converted frame, until the next one. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  convert(order: PixelOrder): void;
}

interface FrameSize {
  readonly width: number;
  readonly height: number;
}

interface KernelExports {
  readonly memory: WebAssembly.Memory;
  convert(source: number, target: number, width: number, height: number): void;
}

/** Pixels the kernel takes at once. */
const kernelPixels = 8;
/** The kernel's coefficients lie before the frame. */
const coefficientBytes = 64;
const pageBytes = 65_536;

/** The fast kernel where it fits the width (a multiple of 8), else plain code with the same result to the bit. */
export async function createI420Converter(size: FrameSize): Promise<I420Converter> {
  if (size.width % kernelPixels !== 0) return plainConverter(size);
  return kernelConverter(size);
}

export function plainConverter(size: FrameSize): I420Converter {
  const pixels = new Uint8Array(size.width * size.height * 4);
  const bytes = new Uint8Array(i420Bytes(size.width, size.height));
  return { pixels, bytes, convert: (order) => convertToI420(pixels, order, size, bytes) };
}

async function kernelConverter({ width, height }: FrameSize): Promise<I420Converter> {
  const kernel = Uint8Array.from(atob(i420Kernel), (character) => character.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(kernel);
  const { memory, convert } = instance.exports as unknown as KernelExports;
  const pixelBytes = width * height * 4;
  const target = coefficientBytes + pixelBytes;
  const byteSize = i420Bytes(width, height);
  memory.grow(Math.ceil((target + byteSize) / pageBytes) - memory.buffer.byteLength / pageBytes);
  const buffer = memory.buffer as ArrayBuffer;
  const coefficients = new Int16Array(buffer, 0, coefficientBytes / 2);
  let presentOrder: PixelOrder | null = null;
  return {
    pixels: new Uint8Array(buffer, coefficientBytes, pixelBytes),
    bytes: new Uint8Array(buffer, target, byteSize),
    convert: (order) => {
      if (order !== presentOrder) coefficients.set(coefficientsOf(order));
      presentOrder = order;
      convert(coefficientBytes, target, width, height);
    },
  };
}

/** Luma, U and V, each a pixel's weights and 0, twice. */
function coefficientsOf(order: PixelOrder): number[] {
  const colours = order === 'rgbx' ? [red, green, blue] : [blue, green, red];
  return (['y', 'u', 'v'] as const).flatMap((plane) => {
    const pixel = [...colours.map((colour) => colour[plane]), 0];
    return [...pixel, ...pixel];
  });
}
