import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';

/** Writes `count` numbered pictures, 1280 × 720, each of another colour. @returns their paths, in order */
export function writeBoardPictures(folder: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const canvas = createCanvas(1280, 720);
    const context = canvas.getContext('2d');
    context.fillStyle = `hsl(${(index * 360) / count} 55% 38%)`;
    context.fillRect(0, 0, 1280, 720);
    context.fillStyle = '#f4efe6';
    context.font = '260px sans-serif';
    context.fillText(String(index + 1), 560, 450);
    const path = join(folder, `board-${index + 1}.png`);
    writeFileSync(path, canvas.toBuffer('image/png'));
    return path;
  });
}

/** Writes a figure on a transparent ground, 300 × 600: the front view of a character. @returns its path */
export function writeFigurePicture(folder: string, name: string): string {
  const canvas = createCanvas(300, 600);
  const context = canvas.getContext('2d');
  context.fillStyle = '#e8c34b';
  context.fillRect(60, 220, 180, 370);
  context.fillStyle = '#f0cfae';
  context.beginPath();
  context.arc(150, 120, 100, 0, 2 * Math.PI);
  context.fill();
  const path = join(folder, `${name}.png`);
  writeFileSync(path, canvas.toBuffer('image/png'));
  return path;
}
