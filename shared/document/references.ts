import type { RecordIndex } from './recordGroups';
import { type AnyRecord, type Kind, kinds, type RecordOf } from './records';

/** The field that names the record a kind belongs to. A child goes when its parent goes. */
export const parentFields: Partial<Record<Kind, string>> = {
  shot: 'sceneId',
  layer: 'shotId',
  cameraKeyframe: 'shotId',
  dialogueLine: 'shotId',
  take: 'shotId',
  look: 'elementId',
  clip: 'trackId',
  board: 'shotId',
  stroke: 'layerId',
  voice: 'elementId',
  comment: 'shotId',
};

/** What happens to a record when one it points to (not its parent) goes. */
type OnRemoval<K extends Kind> = 'remove' | ((record: RecordOf<K>, targetId: string) => Partial<RecordOf<K>>);

export interface ReferenceRule<K extends Kind = Kind> extends RecordIndex<K> {
  readonly target: Kind;
  readonly onRemoval: OnRemoval<K>;
}

const rule = <K extends Kind>(value: ReferenceRule<K>): ReferenceRule<K> => value;

/** Every link between records besides parent links, in one place: plans, `check` and the invariants read it. */
export const referenceRules = [
  rule({
    kind: 'shot',
    target: 'take',
    idsOf: (shot) => (shot.activeTakeId ? [shot.activeTakeId] : []),
    onRemoval: () => ({ activeTakeId: null }),
  }),
  rule({
    kind: 'layer',
    target: 'media',
    idsOf: ({ content }) => ('mediaId' in content ? [content.mediaId] : []),
    onRemoval: 'remove',
  }),
  rule({
    kind: 'layer',
    target: 'element',
    idsOf: ({ content }) => (content.type === 'pin' ? [content.elementId] : []),
    onRemoval: 'remove',
  }),
  rule({
    kind: 'layer',
    target: 'look',
    idsOf: ({ content }) => (content.type === 'pin' && content.lookId ? [content.lookId] : []),
    onRemoval: ({ content }) => (content.type === 'pin' ? { content: { ...content, lookId: null } } : {}),
  }),
  rule({
    kind: 'look',
    target: 'media',
    idsOf: (look) => look.references,
    onRemoval: (look, mediaId) => ({ references: look.references.filter((id) => id !== mediaId) }),
  }),
  rule({
    kind: 'dialogueLine',
    target: 'element',
    idsOf: ({ speakerId }) => (speakerId ? [speakerId] : []),
    onRemoval: () => ({ speakerId: null }),
  }),
  rule({
    kind: 'layer',
    target: 'board',
    idsOf: ({ boardId }) => (boardId ? [boardId] : []),
    onRemoval: 'remove',
  }),
  rule({
    kind: 'voice',
    target: 'media',
    idsOf: ({ sampleMediaId }) => (sampleMediaId ? [sampleMediaId] : []),
    onRemoval: () => ({ sampleMediaId: null }),
  }),
  rule({
    kind: 'dialogueLine',
    target: 'voice',
    idsOf: ({ voiceId }) => (voiceId ? [voiceId] : []),
    onRemoval: () => ({ voiceId: null }),
  }),
  rule({
    kind: 'clip',
    target: 'dialogueLine',
    idsOf: ({ dialogueLineId }) => (dialogueLineId ? [dialogueLineId] : []),
    onRemoval: () => ({ dialogueLineId: null }),
  }),
  rule({
    kind: 'shot',
    target: 'customField',
    idsOf: ({ customFields }) => Object.keys(customFields),
    onRemoval: ({ customFields }, fieldId) => ({
      customFields: Object.fromEntries(Object.entries(customFields).filter(([id]) => id !== fieldId)),
    }),
  }),
  rule({
    kind: 'project',
    target: 'element',
    idsOf: ({ styleElementIds }) => styleElementIds,
    onRemoval: ({ styleElementIds }, elementId) => ({
      styleElementIds: styleElementIds.filter((id) => id !== elementId),
    }),
  }),
  rule({
    kind: 'media',
    target: 'mediaRoot',
    idsOf: ({ storage }) => (storage.mode === 'linked' && storage.rootId ? [storage.rootId] : []),
    // Its path below the root is kept: the file can be found again by name.
    onRemoval: ({ storage }) => (storage.mode === 'linked' ? { storage: { ...storage, rootId: null } } : {}),
  }),
  rule({ kind: 'clip', target: 'media', idsOf: (clip) => [clip.mediaId], onRemoval: 'remove' }),
  rule({ kind: 'take', target: 'media', idsOf: (take) => [take.mediaId], onRemoval: 'remove' }),
] as readonly unknown[] as readonly ReferenceRule[];

/** The kind a parent field points to. */
export const parentKinds: Partial<Record<Kind, Kind>> = {
  shot: 'scene',
  layer: 'shot',
  cameraKeyframe: 'shot',
  dialogueLine: 'shot',
  take: 'shot',
  look: 'element',
  clip: 'track',
  board: 'shot',
  stroke: 'layer',
  voice: 'element',
  comment: 'shot',
};

const parentIndexes = new Map<Kind, RecordIndex>(
  kinds.flatMap((kind): [Kind, RecordIndex][] => {
    const field = parentFields[kind];
    if (field === undefined) return [];
    return [
      [kind, { kind, idsOf: (record) => [(record as unknown as Record<string, string>)[field] ?? ''] }],
    ];
  }),
);

/** Finds the records of a kind by what they belong to; undefined for kinds that belong to nothing. */
export function parentIndexOf(kind: Kind): RecordIndex | undefined {
  return parentIndexes.get(kind);
}

/** Rules and kinds by a kind: looked up for each of tens of thousands of records in a large edit. */
function grouped<T>(all: readonly T[], kindOf: (each: T) => Kind | undefined): (kind: Kind) => readonly T[] {
  const groups = new Map<Kind, T[]>();
  for (const each of all) {
    const kind = kindOf(each);
    if (kind !== undefined) groups.set(kind, [...(groups.get(kind) ?? []), each]);
  }
  const none: readonly T[] = [];
  return (kind) => groups.get(kind) ?? none;
}

/** The links that records of a kind have. */
export const rulesFrom = grouped(referenceRules, ({ kind }) => kind);
/** The links that lead to records of a kind. */
export const rulesTo = grouped(referenceRules, ({ target }) => target);
/** The kinds whose records belong to one of a kind. */
export const childKindsOf = grouped(kinds, (kind) => parentKinds[kind]);

/** All (kind, id) pairs a record points to, its parent first. */
export function referencesOf(record: AnyRecord): { kind: Kind; id: string }[] {
  const found: { kind: Kind; id: string }[] = [];
  const parentKind = parentKinds[record.kind];
  const parentField = parentFields[record.kind];
  if (parentKind && parentField) {
    found.push({ kind: parentKind, id: (record as unknown as Record<string, string>)[parentField] ?? '' });
  }
  for (const reference of rulesFrom(record.kind)) {
    for (const id of reference.idsOf(record as never)) found.push({ kind: reference.target, id });
  }
  return found;
}
