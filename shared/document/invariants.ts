import { layersOfLink, linkedFields, strokeKeeper } from '../layers/linkedLayers';
import { runAtOnce, type Steps } from '../steps/runSteps';
import { type Diff, isSameJson } from './diff';
import { type DocumentView, parentIdOf } from './document';
import type { MediaId } from './ids';
import { isSoundRecord } from './recordCheck';
import {
  type AnyRecord,
  type Board,
  type CameraKeyframe,
  type Clip,
  type IdOf,
  type Kind,
  kinds,
  recordSchemas,
} from './records';
import { childKindsOf, referencesOf, rulesTo } from './references';

/** One thing wrong with a document, in words for a person. */
export interface DocumentProblem {
  readonly code:
    | 'invalidRecord'
    | 'danglingReference'
    | 'wrongReference'
    | 'duplicateOrder'
    | 'overlappingClips'
    | 'duplicateKeyframe'
    | 'duplicateBoard'
    | 'unequalLink'
    | 'noProject';
  readonly recordId: string;
  readonly message: string;
}

const noProject: DocumentProblem = {
  code: 'noProject',
  recordId: 'project',
  message: 'The project record is missing.',
};

/**
 * Everything that must hold after every commit: each record valid, each link alive and to the right thing, order keys unique among
 * siblings, clips of a track apart, at most one camera keyframe and one board a frame of a shot. An empty list means sound.
 */
export function checkInvariants(document: DocumentView): DocumentProblem[] {
  return runAtOnce(checkInvariantsInSteps(document));
}

/** A step deals with so many records or groups of siblings. */
const checkedPerStep = 500;

/** The same in steps of a few milliseconds; `document` must stay as it is between them. */
export function* checkInvariantsInSteps(document: DocumentView): Steps<DocumentProblem[]> {
  const problems: DocumentProblem[] = [];
  let count = 0;
  if (document.list('project').length !== 1) problems.push(noProject);
  for (const kind of kinds) {
    const parents = new Set<string | undefined>();
    for (const record of document.list(kind) as readonly AnyRecord[]) {
      problems.push(...checkRecord(record), ...checkLinks(document, record));
      parents.add(parentIdOf(record));
      count += 1;
      if (count % checkedPerStep === 0) yield;
    }
    for (const parentId of parents) {
      problems.push(...checkSiblings(document, kind, parentId));
      count += 1;
      if (count % checkedPerStep === 0) yield;
    }
  }
  return problems;
}

/**
 * The same for what a change has touched, `document` being the state after it. Sound before and nothing here = sound after.
 * Cost grows with the change and its siblings, not with the document.
 */
export function checkTouched(document: DocumentView, diff: Diff): DocumentProblem[] {
  return runAtOnce(checkTouchedInSteps(document, diff));
}

/** The same in steps of a few milliseconds; `document` must stay as it is between them. */
export function* checkTouchedInSteps(document: DocumentView, diff: Diff): Steps<DocumentProblem[]> {
  const problems: DocumentProblem[] = [];
  let count = 0;
  const siblings = new Map<string, { kind: Kind; parentId: string | undefined }>();
  const written = [
    ...diff.added,
    ...diff.updated.map(({ kind, id }) => document.require(kind, id as IdOf<Kind>)),
  ];
  for (const record of written as readonly AnyRecord[]) {
    problems.push(...checkRecord(record), ...checkLinks(document, record));
    const parentId = parentIdOf(record);
    siblings.set(`${record.kind} ${parentId}`, { kind: record.kind, parentId });
    count += 1;
    if (count % checkedPerStep === 0) yield;
  }
  for (const { kind, parentId } of siblings.values()) {
    problems.push(...checkSiblings(document, kind, parentId));
    count += 1;
    if (count % checkedPerStep === 0) yield;
  }
  for (const record of diff.removed) {
    problems.push(...checkRemoved(document, record));
    count += 1;
    if (count % checkedPerStep === 0) yield;
  }
  return problems;
}

function checkRecord(record: AnyRecord): DocumentProblem[] {
  if (isSoundRecord(record.kind, record)) return [];
  const parsed = recordSchemas[record.kind].safeParse(record);
  if (parsed.success) return [];
  const issue = parsed.error.issues[0];
  const where = issue ? `${issue.path.join('.')}: ${issue.message}` : 'not valid';
  return [{ code: 'invalidRecord', recordId: record.id, message: `${record.kind} ${record.id}: ${where}` }];
}

function checkLinks(document: DocumentView, record: AnyRecord): DocumentProblem[] {
  const missing = referencesOf(record).filter((target) => !document.has(target.kind, target.id));
  if (missing.length > 0) return missing.map((target) => dangling(record, target.kind, target.id));
  const unequal = unequalLink(document, record);
  if (unequal !== undefined)
    return [{ code: 'unequalLink', recordId: record.id, message: `${record.kind} ${record.id} ${unequal}` }];
  const wrong = wrongTarget(document, record);
  if (wrong === undefined) return [];
  return [{ code: 'wrongReference', recordId: record.id, message: `${record.kind} ${record.id} ${wrong}` }];
}

/** What a link leads to when it is not what the link is for. */
function wrongTarget(document: DocumentView, record: AnyRecord): string | undefined {
  const typeOf = (mediaId: MediaId) => document.require('media', mediaId).content.type;
  if (record.kind === 'shot' && record.activeTakeId) {
    if (document.require('take', record.activeTakeId).shotId !== record.id)
      return 'shows a take of another shot';
  }
  if (record.kind === 'layer') {
    const { content } = record;
    if (content.type === 'image' && typeOf(content.mediaId) !== 'image')
      return 'shows a media that is no picture';
    if (content.type === 'clip' && typeOf(content.mediaId) !== 'video')
      return 'plays a media that is no video';
    if (content.type === 'pin' && content.lookId) {
      if (document.require('look', content.lookId).elementId !== content.elementId)
        return "shows another element's look";
    }
  }
  if (record.kind === 'look' && record.references.some((id) => typeOf(id) !== 'image')) {
    return 'has a reference that is no picture';
  }
  if (record.kind === 'clip' && typeOf(record.mediaId) === 'image') return 'plays a picture';
  if (record.kind === 'layer' && record.boardId) {
    if (document.require('board', record.boardId).shotId !== record.shotId)
      return 'is on a board of another shot';
  }
  if (record.kind === 'stroke' && document.require('layer', record.layerId).content.type !== 'drawing')
    return 'is on a layer that is no drawing';
  if (record.kind === 'voice' && record.sampleMediaId && typeOf(record.sampleMediaId) === 'image')
    return 'has a sample that is no sound';
  return undefined;
}

/** Linked layers show the same: equal fields, and strokes kept by one of them for all. */
function unequalLink(document: DocumentView, record: AnyRecord): string | undefined {
  if (record.kind === 'stroke') {
    const layer = document.require('layer', record.layerId);
    return strokeKeeper(document, layer).id === layer.id
      ? undefined
      : 'is on a layer whose link keeps others';
  }
  if (record.kind !== 'layer' || record.linkId === null) return undefined;
  const [first] = layersOfLink(document, record.linkId);
  const differing = first && linkedFields.find((field) => !isSameJson(first[field], record[field]));
  return differing && `differs in ${differing} from the layers it is linked with`;
}

function dangling(record: AnyRecord, targetKind: Kind, targetId: string): DocumentProblem {
  return {
    code: 'danglingReference',
    recordId: record.id,
    message: `${record.kind} ${record.id} points to a missing ${targetKind} ${targetId}`,
  };
}

/** Records left behind that still point to one that went. */
function checkRemoved(document: DocumentView, { kind, id }: AnyRecord): DocumentProblem[] {
  const problems: DocumentProblem[] = kind === 'project' ? [noProject] : [];
  for (const childKind of childKindsOf(kind))
    for (const child of document.childrenOf(childKind, id)) problems.push(dangling(child, kind, id));
  for (const rule of rulesTo(kind))
    for (const record of document.listBy(rule, id)) problems.push(dangling(record, kind, id));
  return problems;
}

/** What must hold among the sorted records of a kind under one parent (or all of a kind that has no parents). */
function checkSiblings(document: DocumentView, kind: Kind, parentId: string | undefined): DocumentProblem[] {
  const siblings = parentId === undefined ? document.list(kind) : document.childrenOf(kind, parentId);
  const problems: DocumentProblem[] = [];
  for (let index = 1; index < siblings.length; index += 1) {
    const problem = checkNeighbours(siblings[index - 1] as AnyRecord, siblings[index] as AnyRecord);
    if (problem) problems.push({ ...problem, recordId: (siblings[index] as AnyRecord).id });
  }
  return problems;
}

function checkNeighbours(before: AnyRecord, after: AnyRecord): Omit<DocumentProblem, 'recordId'> | undefined {
  if ('order' in before && 'order' in after && before.order === after.order) {
    return {
      code: 'duplicateOrder',
      message: `${after.kind} ${after.id} has the same place as ${before.id}`,
    };
  }
  if (after.kind === 'clip') return checkClips(before as Clip, after);
  if (after.kind === 'cameraKeyframe') return checkKeyframes(before as CameraKeyframe, after);
  if (after.kind === 'board' && (before as Board).frame === after.frame) {
    return { code: 'duplicateBoard', message: `shot ${after.shotId} has two boards at frame ${after.frame}` };
  }
  return undefined;
}

/** Clips sorted by start lie apart when each one ends before the next begins. */
function checkClips(before: Clip, after: Clip): Omit<DocumentProblem, 'recordId'> | undefined {
  if (before.startFrame + before.lengthFrames <= after.startFrame) return undefined;
  return { code: 'overlappingClips', message: `clip ${after.id} overlaps clip ${before.id} on its track` };
}

function checkKeyframes(
  before: CameraKeyframe,
  after: CameraKeyframe,
): Omit<DocumentProblem, 'recordId'> | undefined {
  if (before.frame !== after.frame) return undefined;
  return {
    code: 'duplicateKeyframe',
    message: `shot ${after.shotId} has two camera keyframes at frame ${after.frame}`,
  };
}
