import type { MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import type { AcceptReply, MediaMatch, SearchReply } from '@shared/rpc/table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { call } from '../state/bridge';
import { useDocument, useList } from '../state/documentStore';
import { useMediaStates } from '../state/mediaState';
import { raiseError, raiseNotice } from '../state/notices';
import { showCommitted } from '../state/showCommitted';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { CircleCheck, FolderSearch } from '../ui/icons';
import { ProgressBar } from '../ui/ProgressBar';
import { type FileWork, useFileWork } from './fileWork';
import styles from './MediaDialogs.module.css';
import { MissingRow } from './MissingRow';
import { closeMediaDialog } from './mediaDialogStore';
import { listMedia } from './mediaItems';

/** px */
const rowHeight = 56;

/** Media that have not their files: where to look for them, what was found, and which of it to take. */
export function MissingMedia() {
  const states = useMediaStates();
  const all = useList('media');
  const isReadOnly = useDocument((_document, { opened }) => opened?.isReadOnly ?? false);
  const missing = useMemo(
    () => listMedia(all, new Map(), { text: '', filter: 'missing', sort: 'name' }, states),
    [all, states],
  );
  const [found, setFound] = useState<ReadonlyMap<MediaId, MediaMatch>>(new Map());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [problems, setProblems] = useState<ReadonlyMap<MediaId, string>>(new Map());
  const [said, setSaid] = useState<string | null>(null);
  const work = useFileWork();
  const matches = missing.flatMap(({ id }) => found.get(id) ?? []);
  const accepted = matches.filter(({ matchId }) => chosen.has(matchId));

  const show = (reply: SearchReply | null): void => {
    if (!reply) return;
    setFound(
      (before) => new Map([...before, ...reply.matches.map((match) => [match.mediaId, match] as const)]),
    );
    setChosen((before) => {
      const next = new Set(before);
      for (const { matchId, confidence } of reply.matches) if (confidence !== 'different') next.add(matchId);
      return next;
    });
    setSaid(searchWords(reply));
  };
  const run = async <T,>(ask: () => Promise<T>, then: (reply: T) => void): Promise<void> => {
    setSaid(null);
    try {
      then(await ask());
    } catch (error) {
      if (!(error instanceof CodedError && error.code === 'cancelled')) raiseError(error);
    }
  };
  const search = (): Promise<void> => run(() => call('media.searchDialog', { mediaIds: null }), show);
  const locate = (mediaId: MediaId): Promise<void> =>
    run(() => call('media.locateDialog', { mediaId }), show);
  const showAccepted = (reply: AcceptReply): void => {
    if (reply.committed) showCommitted(reply.committed);
    setProblems(new Map(reply.failed.map(({ mediaId, message }) => [mediaId, message])));
    const done = reply.relinked + reply.restored;
    if (done > 0)
      raiseNotice({
        tone: 'success',
        message: done === 1 ? 'One media is there again.' : `${done} media are there again.`,
      });
  };
  const accept = (): Promise<void> =>
    run(
      () => call('media.acceptMatches', { matchIds: accepted.map(({ matchId }) => matchId) }),
      showAccepted,
    );
  const takeAsItIs = (mediaId: MediaId): Promise<void> =>
    run(() => call('media.acceptChanged', { mediaIds: [mediaId] }), showAccepted);
  const toggle = (matchId: string, isOn: boolean): void =>
    setChosen((before) => {
      const next = new Set(before);
      if (isOn) next.add(matchId);
      else next.delete(matchId);
      return next;
    });

  return (
    <Dialog
      isOpen
      isForReading
      onClose={closeMediaDialog}
      width={820}
      title="Missing media"
      description={
        missing.length === 0
          ? undefined
          : 'Files that are not where they were, or are not what they were. Choose a folder to look for them in: they are known by their content, whatever they are called now.'
      }
      actions={
        missing.length === 0 ? (
          <Button onClick={closeMediaDialog}>Close</Button>
        ) : (
          <>
            <span className={styles.said}>
              {work ? workWords(work) : (said ?? countWords(missing.length))}
            </span>
            {work ? (
              <Button onClick={() => void call('media.cancelFileWork', null).catch(raiseError)}>
                Cancel
              </Button>
            ) : (
              <>
                <Button icon={FolderSearch} disabled={isReadOnly} onClick={() => void search()}>
                  Search a Folder…
                </Button>
                <Button
                  variant="accent"
                  disabled={isReadOnly || accepted.length === 0}
                  onClick={() => void accept()}
                >
                  {accepted.length <= 1 ? 'Relink' : `Relink ${accepted.length} Media`}
                </Button>
              </>
            )}
          </>
        )
      }
    >
      {missing.length === 0 ? (
        <p className={styles.allThere}>
          <CircleCheck aria-hidden />
          Every file is where it should be.
        </p>
      ) : (
        <>
          <div className={styles.workBar}>
            {work && (
              <ProgressBar label={workWords(work)} value={work.total === 0 ? null : work.done / work.total} />
            )}
          </div>
          <Rows
            missing={missing}
            found={found}
            chosen={chosen}
            problems={problems}
            isBusy={work !== null || isReadOnly}
            onToggle={toggle}
            onLocate={(id) => void locate(id)}
            onTake={(id) => void takeAsItIs(id)}
          />
        </>
      )}
    </Dialog>
  );
}

interface RowsProps {
  readonly missing: readonly Media[];
  readonly found: ReadonlyMap<MediaId, MediaMatch>;
  readonly chosen: ReadonlySet<string>;
  readonly problems: ReadonlyMap<MediaId, string>;
  readonly isBusy: boolean;
  readonly onToggle: (matchId: string, isOn: boolean) => void;
  readonly onLocate: (mediaId: MediaId) => void;
  readonly onTake: (mediaId: MediaId) => void;
}

function Rows({ missing, found, chosen, problems, isBusy, onToggle, onLocate, onTake }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: missing.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  return (
    <div ref={scroller} className={styles.rows}>
      <ul className={styles.rowList} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const media = missing[index];
          if (!media) return null;
          const match = found.get(media.id);
          return (
            <li
              key={media.id}
              className={styles.row}
              style={{ transform: `translateY(${start}px)`, height: rowHeight }}
            >
              <MissingRow
                media={media}
                match={match}
                isChosen={match !== undefined && chosen.has(match.matchId)}
                problem={problems.get(media.id)}
                isBusy={isBusy}
                onToggle={onToggle}
                onLocate={onLocate}
                onTake={onTake}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function searchWords({ matches, filesSeen, isCut }: SearchReply): string {
  const among = `among ${filesSeen.toLocaleString('en-US')} files`;
  const count = matches.length === 0 ? 'Nothing was found' : `${matches.length} found`;
  return `${count} ${among}${isCut ? '; there are too many of fitting sizes: choose a smaller folder' : ''}.`;
}

function workWords({ kind, done, total, name }: FileWork): string {
  const count = done.toLocaleString('en-US');
  switch (kind) {
    case 'search':
      return total === 0
        ? `Looking through ${name}: ${count} files`
        : `Comparing ${count} of ${total}: ${name}`;
    case 'verify':
      return `Reading ${name}`;
    case 'accept':
      return `Taking over ${count} of ${total}: ${name}`;
  }
}

const countWords = (count: number): string => (count === 1 ? '1 media' : `${count} media`);
