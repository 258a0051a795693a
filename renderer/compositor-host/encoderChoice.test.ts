import { describe, expect, it } from 'vitest';
import { avcCodec } from './encoderChoice';

describe('avcCodec', () => {
  it.each([
    { name: 'small', width: 640, height: 360, fps: 24, bits: 2e6, codec: 'avc1.640028' },
    { name: '1080p24', width: 1920, height: 1080, fps: 24, bits: 14e6, codec: 'avc1.640028' },
    { name: '1080p24, many bits', width: 1920, height: 1080, fps: 24, bits: 40e6, codec: 'avc1.640029' },
    { name: '1080p60', width: 1920, height: 1080, fps: 60, bits: 30e6, codec: 'avc1.64002a' },
    { name: '2160p24', width: 3840, height: 2160, fps: 24, bits: 60e6, codec: 'avc1.640033' },
    { name: '2160p60', width: 3840, height: 2160, fps: 60, bits: 120e6, codec: 'avc1.640034' },
    { name: '8K', width: 7680, height: 4320, fps: 24, bits: 200e6, codec: 'avc1.64003c' },
  ])('$name: $codec', ({ width, height, fps, bits, codec }) => {
    expect(avcCodec({ width, height, rate: { num: fps, den: 1 }, bitsPerSecond: bits })).toBe(codec);
  });
});
