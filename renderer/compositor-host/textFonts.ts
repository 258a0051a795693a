import type { DrawnText } from '@shared/compositor/drawn/content';
import { textFamilies, textWeight } from '@shared/compositor/drawn/textLayout';
import type { PictureLayer } from '@shared/compositor/shotPicture';
import { TaskFailure } from './taskFailure';

/** A bundled font file, as a page's style sheet names it: workers have no style sheets and are told. */
export interface FontFaceSpec {
  readonly family: string;
  readonly source: string;
  readonly weight: string;
  readonly style: string;
  readonly unicodeRange: string;
}

/** Sent to a worker before its first task. */
export interface FontsMessage {
  readonly type: 'fonts';
  readonly faces: readonly FontFaceSpec[];
}

/** The fonts of the page's own style sheets. */
export function pageFontFaces(): FontFaceSpec[] {
  const faces: FontFaceSpec[] = [];
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const value = (name: string): string => rule.style.getPropertyValue(name);
      faces.push({
        family: value('font-family').replace(/^["']|["']$/g, ''),
        source: absoluteSource(value('src'), sheet.href ?? document.baseURI),
        weight: value('font-weight') || 'normal',
        style: value('font-style') || 'normal',
        unicodeRange: value('unicode-range') || 'U+0-10FFFF',
      });
    }
  }
  return faces;
}

function absoluteSource(source: string, base: string): string {
  return source.replace(
    /url\((["']?)(.*?)\1\)/g,
    (_all, _quote, url: string) => `url("${new URL(url, base).href}")`,
  );
}

interface HostFonts {
  add(face: FontFace): unknown;
  load(font: string, text: string): Promise<unknown>;
}

/** Of this worker; stills are painted by the page itself, whose fonts are its document's. */
const hostFonts = (): HostFonts =>
  (self as unknown as { readonly fonts?: HostFonts }).fonts ?? (document.fonts as HostFonts);

/** Makes the fonts known to this worker; their files are read when a text needs them. */
export function installFonts(faces: readonly FontFaceSpec[]): void {
  for (const { family, source, weight, style, unicodeRange } of faces)
    hostFonts().add(new FontFace(family, source, { weight, style, unicodeRange }));
}

/** Reads the fonts that texts among the layers are set in. @throws TaskFailure `internal` */
export async function loadTextFonts(layers: readonly PictureLayer[]): Promise<void> {
  const texts = layers.flatMap((layer): DrawnText[] =>
    layer.type === 'drawn' && layer.content.type === 'text' ? [layer.content] : [],
  );
  try {
    await Promise.all(
      texts.map((text) => hostFonts().load(`${textWeight(text)} 16px ${textFamilies}`, text.text)),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TaskFailure('internal', `A font of the program could not be read: ${reason}`);
  }
}
