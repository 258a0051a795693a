import type { DocumentView } from '@shared/document/document';
import { counted } from '@shared/generation/problemWords';
import { selectSequence } from '@shared/shots/sequence';
import { frames } from '@shared/time/frames';
import { formatRate } from '@shared/time/rate';
import { formatTimecode } from '@shared/time/timecode';
import { openProject } from '../worker/database/openProject';
import { type CliCommand, pathArgument } from './cliContext';

export const info: CliCommand = {
  declare: (program) =>
    program
      .command('info')
      .description('counts, length, revision, integrity; also of a project that is open elsewhere')
      .argument('<project>', 'project folder'),
  run: async (args, world) => {
    const path = pathArgument(args, 0, world);
    const opened = openProject(path, { now: world.now, onCommitted: () => {}, readOnly: true });
    try {
      const { document, revision } = opened.database;
      const facts = factsOf(document);
      const { undoLabel, redoLabel } = opened.database.historyState();
      const json = { path, ...facts, revision, undo: undoLabel, redo: redoLabel, integrity: 'ok' };
      return { json, text: inWords(json) };
    } finally {
      opened.close();
    }
  },
};

function factsOf(document: DocumentView) {
  const { name, rate, frameSize, isDropFrame } = document.project();
  const sequence = selectSequence(document);
  return {
    name,
    rate,
    isDropFrame,
    size: frameSize,
    scenes: document.list('scene').length,
    shots: sequence.shots.length,
    lengthFrames: sequence.lengthFrames,
    layers: document.list('layer').length,
    elements: document.list('element').length,
    sounds: document.list('clip').length,
    takes: document.list('take').length,
    media: document.list('media').length,
  };
}

function inWords(
  facts: ReturnType<typeof factsOf> & { path: string; revision: number; undo: string | null },
): string {
  const { rate, size, lengthFrames } = facts;
  return [
    `${facts.name}  ${size.width}x${size.height}, ${formatRate(rate)} fps`,
    `${counted(facts.shots, 'shot')} in ${counted(facts.scenes, 'scene')}, ${formatTimecode(frames(lengthFrames), rate, facts.isDropFrame)} (${counted(lengthFrames, 'frame')})`,
    [
      counted(facts.layers, 'layer'),
      counted(facts.elements, 'element'),
      counted(facts.sounds, 'sound'),
      counted(facts.takes, 'take'),
      `${facts.media} media`,
    ].join(', '),
    `revision ${facts.revision}, last edit: ${facts.undo ?? 'none'}; the project file is sound`,
    facts.path,
  ].join('\n');
}
