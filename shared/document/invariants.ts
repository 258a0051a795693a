import type { DocumentView } from './document';
import { type AnyRecord, kinds, recordSchemas } from './records';
import { parentFields, referencesOf } from './references';

/** One thing wrong with a document, in words for a person. */
export interface DocumentProblem {
  readonly code: 'invalidRecord' | 'danglingReference' | 'duplicateOrder' | 'overlappingClips' | 'duplicateKeyframe' | 'noProject';
  readonly recordId: string;
  readonly message: string;
}

/**
 * Everything that must hold after every commit: each record valid, each link alive, order keys unique among
 * siblings, clips of a track apart, at most one camera keyframe a frame. An empty list means sound.
 */
export function checkInvariants(document: DocumentView): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  if (document.list('project').length !== 1) {
    problems.push({ code: 'noProject', recordId: 'project', message: 'The project record is missing.' });
  }
  const orderSeen = new Map<string, string>();
  for (const kind of kinds) {
    for (const record of document.list(kind) as readonly AnyRecord[]) {
      const parsed = recordSchemas[kind].safeParse(record);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        const where = issue ? `${issue.path.join('.')}: ${issue.message}` : 'not valid';
        problems.push({ code: 'invalidRecord', recordId: record.id, message: `${kind} ${record.id}: ${where}` });
      }
      for (const target of referencesOf(record)) {
        if (document.has(target.kind, target.id)) continue;
        problems.push({
          code: 'danglingReference',
          recordId: record.id,
          message: `${kind} ${record.id} points to a missing ${target.kind} ${target.id}`,
        });
      }
      if ('order' in record) {
        const parentField = parentFields[kind];
        const parent = parentField ? (record as unknown as Record<string, string>)[parentField] : '';
        const key = `${kind}|${parent}|${record.order}`;
        const other = orderSeen.get(key);
        if (other) {
          problems.push({
            code: 'duplicateOrder',
            recordId: record.id,
            message: `${kind} ${record.id} has the same place as ${other}`,
          });
        }
        orderSeen.set(key, record.id);
      }
    }
  }
  for (const track of document.list('track')) {
    let end = Number.NEGATIVE_INFINITY;
    for (const clip of document.childrenOf('clip', track.id)) {
      if (clip.startFrame < end) {
        problems.push({
          code: 'overlappingClips',
          recordId: clip.id,
          message: `clip ${clip.id} overlaps the one before it on track "${track.name}"`,
        });
      }
      end = Math.max(end, clip.startFrame + clip.lengthFrames);
    }
  }
  for (const shot of document.list('shot')) {
    let last: number | undefined;
    for (const keyframe of document.childrenOf('cameraKeyframe', shot.id)) {
      if (keyframe.frame === last) {
        problems.push({
          code: 'duplicateKeyframe',
          recordId: keyframe.id,
          message: `shot ${shot.id} has two camera keyframes at frame ${last}`,
        });
      }
      last = keyframe.frame;
    }
  }
  return problems;
}
