import { describe, expect, test } from 'vitest';
import { run } from '../testing/runCommands';
import { smallFilm } from '../testing/smallFilm';
import { sheetContent } from './content';
import { sheetSettingsSchema } from './settings';
import { webPageEnd, webPageStart, webPanel } from './webPage';

const written = (film = smallFilm(), given = {}, marks: Parameters<typeof webPanel>[3]['marks'] = null) => {
  const settings = sheetSettingsSchema.parse({ format: 'html', ...given });
  const content = sheetContent(film, null, '2026-11-26');
  const panels = content.panels.map((_panel, index) =>
    webPanel(content, index, settings, { source: null, marks }),
  );
  return [webPageStart(content, settings, 'ja'), ...panels, webPageEnd(content)].join('');
};
const count = (html: string, tag: RegExp): number => html.match(tag)?.length ?? 0;

describe('the page of a storyboard', () => {
  test('every element that is opened is closed, scenes hold their panels', () => {
    const html = written();
    const film = smallFilm();
    expect(count(html, /<section>/g)).toBe(film.list('scene').length);
    for (const tag of ['section', 'article', 'div', 'figure', 'p', 'main', 'header', 'body', 'html'])
      expect([tag, count(html, new RegExp(`<${tag}[ >]`, 'g'))]).toEqual([
        tag,
        count(html, new RegExp(`</${tag}>`, 'g')),
      ]);
    expect(html).toContain('<html lang="ja">');
  });

  test('what is not shown is not in it', () => {
    const shotId = smallFilm().list('shot')[0]?.id;
    const film = run(smallFilm(), 'shot.edit', {
      shotIds: [shotId],
      fields: { action: 'She runs.', notes: 'Rain!', size: 'CU' },
    }).document;
    expect(written(film)).toMatch(/She runs\.[\s\S]*Rain!/);
    const bare = written(film, { showsAction: false, showsNotes: false, showsFraming: false });
    for (const words of ['She runs.', 'Rain!', '>CU']) expect(bare).not.toContain(words);
  });

  test('on paper: size, ways, and a scene a page', () => {
    const html = written(smallFilm(), { paper: 'letter', orientation: 'portrait', breaksAtScenes: true });
    expect(html).toContain('@page { size: letter portrait;');
    expect(html).toContain('section + section { break-before: page; }');
    expect(html).toContain('--columns: 2;');
    expect(written(smallFilm(), { layout: 'ekonte' })).toContain('--columns: 1;');
  });

  test('a move of the camera is drawn over its picture', () => {
    const box = (left: number) =>
      [
        { x: left, y: 0.1 },
        { x: left + 0.5, y: 0.1 },
        { x: left + 0.5, y: 0.6 },
        { x: left, y: 0.6 },
      ] as const;
    const settings = sheetSettingsSchema.parse({ format: 'html' });
    const content = sheetContent(smallFilm(), null, '2026-11-26');
    const html = webPanel(content, 0, settings, { source: 'data:,', marks: [box(0), box(0.4)] });
    expect(html).toMatch(/<svg viewBox="0 0 300 168.75" aria-hidden="true">.*stroke-dasharray.*START.*END/);
    expect(html).not.toContain('NaN');
  });
});
