import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync, type WriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { finished } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { PageItem, PageLine, PagePicture, PageText } from '../../../../shared/sheets/pageItems.ts';
import type { SheetSpec, WrittenPage } from './sheetTask.ts';

const packages = createRequire(import.meta.url);
const fontFiles = {
  regular: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
} as const;

/** Stands for a letter that the fonts do not have, as Japanese printers do it. */
const unknownLetter = '〓';
/** Bytes on their way to the disk at which a page waits. */
const mostWaiting = 4_000_000;

/** The part of fontkit's and PDFKit's fonts that is used. */
interface Glyph {
  readonly advanceWidth: number;
}
interface EmbeddedFont {
  readonly font: {
    hasGlyphForCodePoint(code: number): boolean;
    glyphsForString(text: string): readonly Glyph[];
  };
  readonly scale: number;
  layoutRun(text: string): unknown;
}

/** A PDF of pages of items, written while they come: no more than a page and its pictures is kept. */
export class PdfWriter {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #file: WriteStream;
  readonly #fonts = new Map<PageText['weight'], EmbeddedFont>();
  readonly #strange = new Set<string>();

  constructor({ title, target }: SheetSpec) {
    this.#pdf = new PDFDocument({
      autoFirstPage: false,
      pdfVersion: '1.7',
      displayTitle: true,
      info: { Title: title, Creator: 'Ekonte', Producer: 'Ekonte' },
    });
    this.#file = createWriteStream(target);
    // Whoever writes next hears of it.
    this.#file.on('error', () => undefined);
    this.#pdf.pipe(this.#file);
    for (const weight of ['regular', 'bold'] as const) this.#embed(weight);
  }

  get strangeLetters(): string {
    return [...this.#strange].join('');
  }

  /** @throws errors of the file system */
  async writePage({ width, height, items, paths, bookmarks }: WrittenPage): Promise<void> {
    this.#pdf.addPage({ size: [width, height], margin: 0 });
    for (const name of bookmarks) this.#pdf.outline.addItem(name);
    for (const item of items) this.#draw(item, paths);
    while (this.#pdf.readableLength + this.#file.writableLength > mostWaiting) {
      if (this.#file.errored) throw this.#file.errored;
      await (this.#file.writableNeedDrain ? once(this.#file, 'drain') : nextTurn());
    }
  }

  /** Resolves when the file is written and closed. @throws errors of the file system */
  async end(): Promise<void> {
    this.#pdf.end();
    await finished(this.#file);
  }

  /**
   * Letters are set as they are, without the shaping of whole words: they stand where they were measured, and it is many times
   * faster.
   */
  #embed(weight: PageText['weight']): void {
    this.#pdf.registerFont(
      weight,
      readFileSync(packages.resolve(fontFiles[weight])) as unknown as ArrayBuffer,
    );
    this.#pdf.font(weight);
    const embedded = (this.#pdf as unknown as { _font: EmbeddedFont })._font;
    embedded.layoutRun = (text) => {
      const glyphs = embedded.font.glyphsForString(text);
      const positions = glyphs.map(({ advanceWidth }) => {
        const width = advanceWidth * embedded.scale;
        return { xAdvance: width, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: width };
      });
      const advanceWidth = positions.reduce((sum, position) => sum + position.advanceWidth, 0);
      return { glyphs, positions, advanceWidth };
    };
    this.#fonts.set(weight, embedded);
  }

  #draw(item: PageItem, paths: WrittenPage['paths']): void {
    switch (item.type) {
      case 'text':
        this.#drawText(item);
        break;
      case 'box':
        this.#pdf.rect(item.x, item.y, item.width, item.height);
        if (item.fill !== null) this.#pdf.fill(item.fill);
        if (item.fill !== null && item.stroke !== null)
          this.#pdf.rect(item.x, item.y, item.width, item.height);
        if (item.stroke !== null) this.#pdf.lineWidth(0.8).undash().stroke(item.stroke);
        break;
      case 'line':
        this.#drawLine(item);
        break;
      case 'picture':
        this.#drawPicture(item, paths.get(item.panel) ?? null);
        break;
    }
  }

  #drawText({ text, x, y, size, weight, colour }: PageText): void {
    const known = [...text].map((letter) => this.#known(letter, weight)).join('');
    this.#pdf
      .font(weight)
      .fontSize(size)
      .fillColor(colour)
      .text(known, x, y, { lineBreak: false, baseline: 'alphabetic' });
  }

  #known(letter: string, weight: PageText['weight']): string {
    const font = this.#fonts.get(weight);
    if (font?.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)) return letter;
    this.#strange.add(letter);
    return unknownLetter;
  }

  #drawLine({ points, isClosed, isFilled, isDashed, colour, width }: PageLine): void {
    const [first, ...others] = points;
    if (!first) return;
    this.#pdf.moveTo(first.x, first.y);
    for (const { x, y } of others) this.#pdf.lineTo(x, y);
    if (isClosed) this.#pdf.closePath();
    if (isFilled) {
      this.#pdf.fill(colour);
      return;
    }
    if (isDashed) this.#pdf.dash(3, { space: 2 });
    else this.#pdf.undash();
    this.#pdf.lineWidth(width).lineJoin('round').stroke(colour);
  }

  /** With a thin frame; a picture that is missing is a crossed frame. */
  #drawPicture({ x, y, width, height }: PagePicture, path: string | null): void {
    if (path !== null) {
      if (!existsSync(path)) throw new Error('A painted picture is no longer in the cache. Try again.');
      this.#pdf.image(path, x, y, { width, height });
    } else {
      this.#pdf.rect(x, y, width, height).fill('#f2f2f2');
      this.#pdf.moveTo(x, y).lineTo(x + width, y + height);
      this.#pdf.moveTo(x + width, y).lineTo(x, y + height);
      this.#pdf.undash().lineWidth(0.4).stroke('#b0b0b0');
    }
    this.#pdf.rect(x, y, width, height).undash().lineWidth(0.5).stroke('#333333');
  }
}
