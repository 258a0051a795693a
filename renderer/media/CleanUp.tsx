import { selectMediaUsage, totalUses } from '@shared/document/mediaUsage';
import { byteText } from '@shared/media/byteText';
import type { StorageReport } from '@shared/rpc/table';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { call } from '../state/bridge';
import { useDocument, useList } from '../state/documentStore';
import { raiseError, raiseNotice } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Trash2, TriangleAlert } from '../ui/icons';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Spinner } from '../ui/Spinner';
import { ChosenFiles, type ShownFile } from './ChosenFiles';
import styles from './MediaDialogs.module.css';
import { MediaPicture } from './MediaPicture';
import { closeMediaDialog } from './mediaDialogStore';
import { leftoverFile } from './StoredPicture';

type Part = 'unused' | 'leftovers' | 'cache' | 'trash';

/** What takes room in the project folder, and making room: each thing can come back until the trash is emptied. */
export function CleanUp() {
  const [report, setReport] = useState<StorageReport | null>(null);
  const [part, setPart] = useState<Part>('unused');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const all = useList('media');
  const usage = useDocument(selectMediaUsage);
  const revision = useDocument((_document, state) => state.revision);

  const load = useCallback((): void => {
    call('storage.survey', null).then(setReport, raiseError);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an edit changes what is needed
  useEffect(load, [load, revision]);

  const unused = useMemo(
    (): ShownFile[] =>
      all
        .filter(({ id }) => totalUses(usage.get(id)) === 0)
        .toSorted((a, b) => b.byteSize - a.byteSize)
        .map((media) => ({
          id: media.id,
          name: media.name,
          detail:
            media.storage.mode === 'linked'
              ? 'Linked: its file stays where it is'
              : 'Copied into the project',
          byteSize: media.byteSize,
          picture: <MediaPicture media={media} isPlain />,
        })),
    [all, usage],
  );
  const leftovers = useMemo(() => report?.leftovers.map(leftoverFile) ?? [], [report]);
  const trash = useMemo(() => report?.trash.map(leftoverFile) ?? [], [report]);
  const files = part === 'unused' ? unused : part === 'leftovers' ? leftovers : trash;
  const going = files.filter(({ id }) => chosen.has(id));
  const goingBytes = going.reduce((sum, { byteSize }) => sum + byteSize, 0);

  const show = (next: Part): void => {
    setPart(next);
    setChosen(new Set());
    setAsking(false);
  };
  const work = async (ask: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setAsking(false);
    try {
      await ask();
      setChosen(new Set());
      setReport(await call('storage.survey', null));
    } catch (error) {
      raiseError(error);
    } finally {
      setBusy(false);
    }
  };
  const fileIds = going.map(({ id }) => id);
  const deleteUnused = (): Promise<void> => work(() => runCommand('media.delete', { mediaIds: fileIds }));
  const putAway = (): Promise<void> => work(() => call('storage.putAway', { fileIds }));
  const bringBack = (): Promise<void> => work(() => call('storage.bringBack', { fileIds }));
  const emptyTrash = (): Promise<void> =>
    work(async () => {
      const { bytes } = await call('storage.emptyTrash', null);
      raiseNotice({ tone: 'success', message: `${byteText(bytes)} are free again.` });
    });
  const emptyCache = (): Promise<void> =>
    work(() => call('storage.emptyCache', { kinds: report?.cache.map(({ kind }) => kind) ?? [] }));

  return (
    <Dialog
      isOpen
      isForReading
      onClose={closeMediaDialog}
      width={820}
      title="Clean up media"
      description={report ? roomWords(report) : 'Looking through the project folder …'}
      actions={
        <>
          <span className={styles.said}>
            {going.length > 0 ? `${going.length} chosen · ${byteText(goingBytes)}` : ''}
          </span>
          {isBusy && <Spinner />}
          {part === 'unused' && (
            <Button
              variant="accent"
              icon={Trash2}
              disabled={going.length === 0 || isBusy}
              onClick={() => void deleteUnused()}
            >
              {going.length > 1 ? `Delete ${going.length} from the Project` : 'Delete from the Project'}
            </Button>
          )}
          {part === 'leftovers' && (
            <Button
              variant="accent"
              icon={Trash2}
              disabled={going.length === 0 || isBusy}
              onClick={() => void putAway()}
            >
              Move to the Project's Trash
            </Button>
          )}
          {part === 'trash' && (
            <>
              <Button disabled={going.length === 0 || isBusy} onClick={() => void bringBack()}>
                Bring Back
              </Button>
              {isAsking ? (
                <Button variant="danger" onClick={() => void emptyTrash()}>
                  Delete {trash.length === 1 ? '1 File' : `${trash.length} Files`} for Good
                </Button>
              ) : (
                <Button disabled={trash.length === 0 || isBusy} onClick={() => setAsking(true)}>
                  Empty Trash…
                </Button>
              )}
            </>
          )}
          {part === 'cache' && (
            <Button
              variant="accent"
              disabled={!report || report.cache.length === 0 || isBusy}
              onClick={() => void emptyCache()}
            >
              Empty Cache
            </Button>
          )}
        </>
      }
    >
      <div className={styles.parts}>
        <SegmentedControl
          label="What to clean up"
          value={part}
          onChange={show}
          segments={[
            { value: 'unused', label: `Not used ${unused.length}` },
            { value: 'leftovers', label: `Leftover files ${leftovers.length}` },
            { value: 'cache', label: `Cache ${byteText(cacheBytes(report))}` },
            { value: 'trash', label: `Trash ${trash.length}` },
          ]}
        />
      </div>
      <p className={styles.partHint}>{hints[part]}</p>
      {part === 'leftovers' && report && report.unreadableVersions.length > 0 && (
        <p className={styles.problem}>
          <TriangleAlert aria-hidden />A version cannot be read ({report.unreadableVersions[0]}): what it
          needs is not known, so nothing is given away.
        </p>
      )}
      {part === 'cache' ? (
        <CacheList report={report} />
      ) : (
        <ChosenFiles
          files={files}
          chosen={chosen}
          isBusy={isBusy}
          empty={report || part === 'unused' ? empties[part] : 'Looking through the project folder …'}
          onChoose={setChosen}
        />
      )}
    </Dialog>
  );
}

const hints: Readonly<Record<Part, string>> = {
  unused:
    'Media in the list that no shot, sound, element or take uses. Deleting them can be undone; their files stay until nothing needs them any more.',
  leftovers:
    'Copies in the project folder that no media, no step of Undo or Redo, and no version needs. They go to the trash of the project and can be brought back.',
  cache:
    'Made by Ekonte to be fast, and made again when it is needed. Rendered shots are rendered again for the next film.',
  trash:
    'Put away, and still in the project folder. A file that something needs after all comes back by itself.',
};

const empties: Readonly<Record<Exclude<Part, 'cache'>, string>> = {
  unused: 'Everything in the list is used.',
  leftovers: 'Nothing is left over: every copy is needed.',
  trash: 'The trash is empty.',
};

const cacheNames: Readonly<Record<string, string>> = {
  thumbnails: 'Small pictures',
  pictures: 'Pictures made for the screen',
  peaks: 'Waveforms',
  segments: 'Rendered shots',
  proxies: 'Proxies of heavy clips',
  scrubbing: 'Small pictures for scrubbing',
};

const cacheBytes = (report: StorageReport | null): number =>
  report?.cache.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;

function CacheList({ report }: { readonly report: StorageReport | null }) {
  if (!report || report.cache.length === 0)
    return (
      <div className={styles.rows}>{report && <p className={styles.emptyRows}>The cache is empty.</p>}</div>
    );
  return (
    <div className={styles.rows}>
      <ul className={styles.cacheList}>
        {report.cache.map(({ kind, files, bytes }) => (
          <li key={kind}>
            <span>{cacheNames[kind] ?? kind}</span>
            <span className={styles.size}>{files.toLocaleString('en-US')} files</span>
            <span className={styles.size}>{byteText(bytes)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function roomWords({ media, keptForUndo, keptForVersions }: StorageReport): string {
  const count = media.files === 1 ? '1 copied file' : `${media.files.toLocaleString('en-US')} copied files`;
  const kept = [
    keptForUndo.files > 0 ? `${byteText(keptForUndo.bytes)} are kept for Undo` : '',
    keptForVersions.files > 0 ? `${byteText(keptForVersions.bytes)} for versions` : '',
  ].filter((part) => part !== '');
  return [`${count}, ${byteText(media.bytes)}`, kept.join(', ')]
    .filter((part) => part !== '')
    .join('. ')
    .concat('.');
}
