import { Document } from '../document/document';
import { idPrefixes } from '../document/ids';
import { anyRecordSchema } from '../document/records';
import { fullFilm } from './fullFilm';

const ids = new RegExp(`\\b(${[...Object.values(idPrefixes), 'lnk'].join('|')})_([A-Za-z0-9_-]{8,30})`, 'g');
const fingerprints = /[0-9a-f]{64}/g;

/**
 * The full film as somebody else's project: no id in common, other files, 25 fps where ours has 24, and a square frame. Elements are
 * called what ours are called.
 */
export function foreignFilm(before: Document = fullFilm()): Document {
  const records = before.records().map((record) => {
    const text = JSON.stringify(record)
      .replace(ids, '$1_their$2')
      .replace(fingerprints, (hash) => [...hash].reverse().join(''));
    return anyRecordSchema.parse(JSON.parse(text));
  });
  const project = records.findIndex(({ kind }) => kind === 'project');
  records[project] = anyRecordSchema.parse({
    ...records[project],
    name: 'Theirs',
    rate: { num: 25, den: 1 },
    frameSize: { width: 1080, height: 1080 },
  });
  // A copied file's folder is the beginning of its name.
  return new Document(
    records.map((record) =>
      record.kind === 'media' && record.storage.mode === 'copied'
        ? {
            ...record,
            storage: {
              ...record.storage,
              path: record.storage.path.replace(/\/../, `/${record.fingerprint.slice(0, 2)}`),
            },
          }
        : record,
    ),
  );
}
