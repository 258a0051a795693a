import type { DocumentView } from '../document/document';

const lettersWithoutIAndO = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A, B … H, J … Z, AA, AB …: set-up letters leave out I and O, which read as 1 and 0 on a slate. */
export function setupLetters(index: number): string {
  const base = lettersWithoutIAndO.length;
  let rest = index;
  let letters = '';
  do {
    letters = lettersWithoutIAndO[rest % base] + letters;
    rest = Math.floor(rest / base) - 1;
  } while (rest >= 0);
  return letters;
}

/** Labels of all shots by id: a pure function of order and scheme ("2C", or "0010" steps of ten through the film). */
export function shotLabels(document: DocumentView): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const scheme = document.project().numbering;
  let count = 0;
  document.list('scene').forEach((scene, sceneIndex) => {
    document.childrenOf('shot', scene.id).forEach((shot, shotIndex) => {
      count += 1;
      labels.set(
        shot.id,
        scheme === 'tens'
          ? String(count * 10).padStart(4, '0')
          : `${sceneIndex + 1}${setupLetters(shotIndex)}`,
      );
    });
  });
  return labels;
}
