import type { Take } from '@shared/document/records';
import { staleReasons } from '@shared/generation/inputsHash';
import { staleWords } from '@shared/generation/staleWords';
import { takeRequestWords } from '@shared/generation/takeRequest';
import { takeNumber } from '@shared/shots/takeNumbers';
import { useEffect, useMemo, useState } from 'react';
import { call } from '../../state/bridge';
import { copyText } from '../../state/copyText';
import { useDocument, useRecord, useSequence } from '../../state/documentStore';
import { useJobs } from '../../state/jobStore';
import { offlineWord, useIsMediaOffline } from '../../state/mediaState';
import { raiseError } from '../../state/notices';
import type { LedgerLine } from '../../state/queueStore';
import { runCommand } from '../../state/runCommand';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ChevronDown, ChevronRight, Copy, FolderSearch, RotateCcw } from '../../ui/icons';
import { TextField } from '../../ui/TextField';
import { canReuse, reuseTake } from '../reuseTake';
import styles from './TakeDetails.module.css';
import { TakePicture } from './TakePicture';
import { TakePictures } from './TakePictures';
import { type TakeFact, takeFacts, takeText } from './takeFacts';
import { closeDetails, useTakes } from './takesStore';

/** Longest request that is laid out to be read, characters; all of it can be copied. */
const shownRequest = 100_000;

/** What made a take, from what, for how much, and what came of it. */
export function TakeDetails() {
  const takeId = useTakes((state) => state.detailsOf);
  const take = useRecord('take', takeId);
  return take ? <OpenDetails key={take.id} take={take} /> : null;
}

function OpenDetails({ take }: { readonly take: Take }) {
  const media = useRecord('media', take.mediaId);
  const label = useSequence().byShotId.get(take.shotId)?.label ?? '';
  const rate = useDocument((document) => document.project().rate);
  const number = useDocument((document) => takeNumber(document, take));
  const stale = useDocument((document) => staleWords(staleReasons(document, take)));
  const isOffline = useIsMediaOffline(take.mediaId);
  const job = useJobs().find(({ id }) => id === take.jobId);
  const paid = usePaid(take);
  const words = useMemo(() => takeRequestWords(take.request), [take.request]);
  const offline = isOffline ? offlineWord(take.mediaId) : '';
  const facts = takeFacts({ take, label, number, rate, media, job, paid, stale, offline });
  const { prompt, avoid, pictures, parameters } = words;
  return (
    <Dialog
      isOpen
      isForReading
      width={760}
      title={facts.title}
      onClose={closeDetails}
      actions={
        <>
          <Button icon={Copy} onClick={() => void copyText(takeText(facts, take.request), 'The details are')}>
            Copy All as Text
          </Button>
          <Button
            icon={FolderSearch}
            disabled={isOffline}
            onClick={() => void call('shell.revealMedia', { mediaId: take.mediaId }).catch(raiseError)}
          >
            Show in Folder
          </Button>
          <Button
            variant="accent"
            icon={RotateCcw}
            disabled={!canReuse(take)}
            onClick={() => {
              closeDetails();
              void reuseTake(take.id);
            }}
          >
            Use These Settings Again…
          </Button>
        </>
      }
    >
      <div className={styles.head}>
        <TakePicture take={take} />
        <TextField
          label="Note on this take"
          className={styles.note}
          value={take.note}
          placeholder="Note on this take…"
          onCommit={(note) =>
            void runCommand('take.setNote', { takeId: take.id, note }, { keepSelection: true })
          }
        />
      </div>
      <div className={styles.columns}>
        <Facts title="Made" facts={facts.made} />
        <Facts title="Clip" facts={facts.file} />
      </div>
      <section className={styles.part} aria-label="Prompt">
        <header className={styles.partHead}>
          <h3>Prompt</h3>
          {prompt !== '' && (
            <>
              <span className={styles.dim}>{[...prompt].length} characters</span>
              <Button
                size="small"
                variant="plain"
                icon={Copy}
                onClick={() => void copyText(prompt, 'The prompt is')}
              >
                Copy Prompt
              </Button>
            </>
          )}
        </header>
        {prompt === '' ? (
          <p className={styles.dim}>No words were sent: it was made from the picture alone.</p>
        ) : (
          <p className={styles.prompt} data-selectable>
            {prompt}
          </p>
        )}
        {avoid !== '' && (
          <p className={styles.prompt} data-selectable>
            <span className={styles.dim}>Must not appear: </span>
            {avoid}
          </p>
        )}
      </section>
      {pictures.length > 0 && <TakePictures pictures={pictures} />}
      {parameters.length > 0 && <Facts title="Parameters" facts={parameters} />}
      <RequestText request={take.request} />
    </Dialog>
  );
}

function Facts({ title, facts }: { readonly title: string; readonly facts: readonly TakeFact[] }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.partHead}>{title}</h3>
      <dl className={styles.facts}>
        {facts.map(({ name, value }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd data-selectable>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** All that the take keeps of its request, to the letter. */
function RequestText({ request }: Pick<Take, 'request'>) {
  const [isOpen, setOpen] = useState(false);
  const text = useMemo(() => (isOpen ? JSON.stringify(request, null, 2) : ''), [isOpen, request]);
  return (
    <section className={styles.part} aria-label="Request">
      <header className={styles.partHead}>
        <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
          Request as it was sent
        </button>
        <Button
          size="small"
          variant="plain"
          icon={Copy}
          onClick={() => void copyText(JSON.stringify(request, null, 2), 'The request is')}
        >
          Copy as JSON
        </Button>
      </header>
      {isOpen && (
        <pre className={styles.body} data-selectable>
          {text.length > shownRequest ? `${text.slice(0, shownRequest)}\n…` : text}
        </pre>
      )}
    </section>
  );
}

/** What the ledger has of it; nothing of what was free. */
function usePaid({ id, cost }: Take): LedgerLine | undefined {
  const [line, setLine] = useState<LedgerLine>();
  useEffect(() => {
    if (!cost) return;
    let isAlive = true;
    call('ledger.list', null).then((lines) => {
      if (isAlive) setLine(lines.find(({ takeIds }) => takeIds.includes(id)));
    }, raiseError);
    return () => {
      isAlive = false;
    };
  }, [id, cost]);
  return line;
}
