import { Document, type DocumentView, parentIdOf } from './document';
import { Draft } from './draft';
import { createProject, createScene, type NewId } from './factories';
import { checkInvariants, type DocumentProblem } from './invariants';
import { lastOrderKey, orderKeysAt } from './order';
import { type AnyRecord, type IdOf, type Kind, kinds, type Project } from './records';
import { parentKinds, referenceRules } from './references';

export interface MendedDocument {
  readonly document: Document;
  /** Records that had to go, since what they belong to is lost or they break a rule. */
  readonly removed: readonly AnyRecord[];
  /** Shots whose scene is lost; they are in a scene of their own now. */
  readonly rehoused: number;
  /** Whether the project record was lost and a new one made. */
  readonly hasNewProject: boolean;
}

/** More rounds than chains of records are deep. */
const mostRounds = 50;

/**
 * A sound document out of records that each are valid, and of which others are lost. Shots never go for the loss of their
 * scene; what points to something lost is mended as when that is removed (references.ts); what breaks another rule goes.
 * @param project stands in where the project record is lost
 * @param heading of the scene for shots without one
 */
export function mendDocument(
  records: readonly AnyRecord[],
  newId: NewId,
  { project, heading }: { readonly project?: Project | undefined; readonly heading: string },
): MendedDocument {
  const unique = new Map<string, AnyRecord>(records.map((record) => [record.id, record]));
  const hasNewProject = !unique.has('project');
  if (hasNewProject) unique.set('project', project ?? createProject({ name: '' }));
  const document = new Document(unique.values());
  const rehoused = rehouseShots(document, newId, heading);
  const removed: AnyRecord[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const problems = checkInvariants(document);
    if (problems.length === 0) break;
    const draft = new Draft(document);
    for (const problem of problems) mend(draft, problem);
    const diff = draft.toDiff();
    document.apply(diff);
    removed.push(...diff.removed);
  }
  return { document, removed, rehoused, hasNewProject };
}

function rehouseShots(document: Document, newId: NewId, heading: string): number {
  const homeless = document.list('shot').filter(({ sceneId }) => !document.has('scene', sceneId));
  if (homeless.length === 0) return 0;
  const draft = new Draft(document);
  const scene = createScene({ id: newId('scene'), order: lastOrderKey(document.list('scene')), heading });
  draft.add(scene);
  // Shots of several lost scenes may have the same keys.
  const keys = orderKeysAt([], 0, homeless.length);
  homeless.forEach((shot, index) => {
    draft.update('shot', shot.id, { sceneId: scene.id, order: keys[index] as string });
  });
  document.apply(draft.toDiff());
  return homeless.length;
}

function mend(draft: Draft, { code, recordId }: DocumentProblem): void {
  const record = findRecord(draft, recordId);
  // Gone with another, or the project itself, which is there.
  if (!record || record.kind === 'project') return;
  if (code === 'danglingReference') mendLinks(draft, record);
  else if (code === 'duplicateOrder') renumber(draft, record);
  else if (code === 'unequalLink' && record.kind === 'layer')
    draft.update('layer', record.id, { linkId: null });
  else if (code === 'wrongReference' && record.kind === 'shot')
    draft.update('shot', record.id, { activeTakeId: null });
  else if (code === 'wrongReference' && record.kind === 'look') {
    const isPicture = (id: string) => draft.get('media', id as IdOf<'media'>)?.content.type === 'image';
    draft.update('look', record.id, { references: record.references.filter(isPicture) });
  } else draft.remove(record.kind, recordId);
}

function findRecord(view: DocumentView, id: string): AnyRecord | undefined {
  for (const kind of kinds) {
    const record = view.get(kind, id as IdOf<Kind>);
    if (record) return record as AnyRecord;
  }
  return undefined;
}

function mendLinks(draft: Draft, record: AnyRecord): void {
  const { kind, id } = record;
  const parentKind = parentKinds[kind];
  const parentId = parentIdOf(record);
  if (parentKind && parentId !== undefined && !draft.has(parentKind, parentId)) {
    draft.remove(kind, id);
    return;
  }
  for (const rule of referenceRules) {
    if (rule.kind !== kind) continue;
    for (const targetId of rule.idsOf(record as never)) {
      const present = draft.get(kind, id as IdOf<Kind>);
      if (!present) return;
      if (draft.has(rule.target, targetId)) continue;
      if (rule.onRemoval === 'remove') draft.remove(kind, id);
      else draft.update(kind, id as IdOf<Kind>, rule.onRemoval(present as never, targetId) as never);
    }
  }
}

/** All siblings get fresh keys, in the order they have now. */
function renumber(draft: Draft, record: AnyRecord): void {
  const parentId = parentIdOf(record);
  const siblings = (
    parentId === undefined ? draft.list(record.kind) : draft.childrenOf(record.kind, parentId)
  ) as readonly (AnyRecord & { readonly order: string })[];
  const keys = orderKeysAt([], 0, siblings.length);
  siblings.forEach((sibling, index) => {
    draft.update(sibling.kind, sibling.id as IdOf<Kind>, { order: keys[index] } as never);
  });
}
