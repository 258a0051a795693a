import { watchPixelRatio } from '../ui/pixelRatio';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Keeps a canvas as large as its place allows, in the shape of `frame`, on whole device pixels.
 * @param onSize device pixels, at once and with every change
 * @returns stops
 */
export function fitCanvas(
  area: HTMLElement,
  canvas: HTMLCanvasElement,
  frame: Size,
  onSize: (size: Size) => void,
): () => void {
  const resize = (): void => {
    const ratio = window.devicePixelRatio || 1;
    const room = { width: area.clientWidth * ratio, height: area.clientHeight * ratio };
    const scale = Math.min(room.width / frame.width, room.height / frame.height);
    const size = {
      width: Math.max(2, Math.floor(frame.width * scale)),
      height: Math.max(2, Math.floor(frame.height * scale)),
    };
    canvas.style.width = `${size.width / ratio}px`;
    canvas.style.height = `${size.height / ratio}px`;
    onSize(size);
  };
  const observer = new ResizeObserver(resize);
  observer.observe(area);
  resize();
  const stopRatio = watchPixelRatio(resize);
  return () => {
    stopRatio();
    observer.disconnect();
  };
}
