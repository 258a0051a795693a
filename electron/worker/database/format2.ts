import type { Database } from 'better-sqlite3';
import { type Json, rewriteRecords } from './rewriteRecords';

/** What each kind's records have since format 2 that they had not before. Never edited once released. */
const newFields: Readonly<Record<string, Json>> = {
  project: { languages: ['en'], isDropFrame: false, code: '', episode: '' },
  scene: { number: null, act: '', sequence: '', isOmitted: false, colour: null },
  shot: { number: null, transitionIn: null, promptText: null, negativePrompt: '', customFields: {} },
  layer: { boardId: null, linkId: null },
  element: { keepText: '' },
  dialogueLine: { accent: '', voiceId: null, span: null },
  clip: { dialogueLineId: null },
  media: { fingerprintOf: 'whole' },
  take: { mediaInFrames: 0, jobId: null, note: '' },
};

/** Brings the records, and those in the history, from format 1 to format 2. Rows that are no JSON stay for the check to find. */
export function upgradeToFormat2(database: Database): void {
  rewriteRecords(database, upgradeRecord, upgradeFields);
}

function upgradeRecord(record: Json): Json {
  return { ...record, ...newFields[String(record.kind)], ...upgradeFields(record.kind, record) };
}

/** Fields of a record, or those of them that an edit touched, whose values are written otherwise now. */
function upgradeFields(kind: unknown, fields: Json): Json {
  if (kind === 'media' && isLinked(fields.storage))
    return { ...fields, storage: { ...fields.storage, rootId: null, modifiedAtMs: null } };
  if (kind === 'project' && typeof fields.numbering === 'string')
    return { ...fields, numbering: numberingOf(fields.numbering) };
  return fields;
}

/** Format 1 knew two schemes by name. */
function numberingOf(name: string): Json {
  const isTens = name === 'tens';
  const plain = { style: 'number', isLowerCase: false, start: 1, step: 1, padding: 1 };
  return {
    isLocked: false,
    pattern: isTens ? '{shot}' : '{scene}{shot}',
    panelPattern: '{label}-{panel}',
    filePattern: '{project}_{label}',
    letterCase: 'keep',
    shotRestart: isTens ? 'film' : 'scene',
    scene: plain,
    shot: isTens ? { ...plain, start: 10, step: 10, padding: 4 } : { ...plain, style: 'slateLetters' },
    panel: plain,
    take: plain,
  };
}

function isLinked(storage: unknown): storage is Json {
  return typeof storage === 'object' && storage !== null && (storage as Json).mode === 'linked';
}
