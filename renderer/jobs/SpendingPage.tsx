import { moneyText } from '@shared/generation/costWords';
import { capsSchema } from '@shared/generation/ledger';
import { modelWords } from '@shared/generation/makerWords';
import { counted } from '@shared/generation/problemWords';
import { type Spending, type Spent, sumSpending } from '@shared/generation/spending';
import { usualParallelJobs } from '@shared/generation/usualParallelJobs';
import { startOfDay } from '@shared/time/startOfDay';
import { useDeferredValue, useEffect, useState } from 'react';
import { call } from '../state/bridge';
import { useDocument } from '../state/documentStore';
import { raiseError, raiseNotice } from '../state/notices';
import { changeQueueSettings, type LedgerLine, useQueue } from '../state/queueStore';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Coins, FileSpreadsheet } from '../ui/icons';
import { Section } from '../ui/Panel';
import { ProgressBar } from '../ui/ProgressBar';
import { ScrollArea } from '../ui/ScrollArea';
import { SegmentedControl } from '../ui/SegmentedControl';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { LedgerTable } from './LedgerTable';
import styles from './Spending.module.css';
import { type CapName, capOf, parallelOf } from './spendingFields';

type View = 'overview' | 'ledger';

/** What was spent and what of it is of use; the limits; every paid submission. */
export function SpendingPage() {
  const lines = useLedger();
  const [view, setView] = useState<View>('overview');
  return (
    <>
      <div className={styles.bar}>
        <SegmentedControl
          label="View"
          value={view}
          onChange={setView}
          segments={[
            { value: 'overview', label: 'Overview' },
            { value: 'ledger', label: `Ledger ${lines?.length ?? ''}`.trim() },
          ]}
        />
        {lines !== null && lines.length > 0 && (
          <Button size="small" variant="plain" icon={FileSpreadsheet} onClick={() => void exportTable()}>
            Export CSV…
          </Button>
        )}
      </div>
      {lines !== null && (view === 'overview' ? <Overview lines={lines} /> : <Ledger lines={lines} />)}
    </>
  );
}

/** null = on its way. Loaded again when something was sent or settled, and when takes come, go, or are shown. */
function useLedger(): readonly LedgerLine[] | null {
  const [lines, setLines] = useState<readonly LedgerLine[] | null>(null);
  const version = useQueue((state) => state.ledgerVersion);
  const takes = useDeferredValue(
    useDocument((document, { isLoaded }) =>
      isLoaded ? `${document.version('take')} ${document.version('shot')}` : '',
    ),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what may have changed it
  useEffect(() => {
    let isAlive = true;
    call('ledger.list', null).then((next) => {
      if (isAlive) setLines(next);
    }, raiseError);
    return () => {
      isAlive = false;
    };
  }, [version, takes]);
  return lines;
}

async function exportTable(): Promise<void> {
  try {
    const written = await call('ledger.exportDialog', null);
    if (written) raiseNotice({ tone: 'success', message: `${written.fileName} is written.` });
  } catch (error) {
    raiseError(error);
  }
}

function Ledger({ lines }: { readonly lines: readonly LedgerLine[] }) {
  if (lines.length === 0) return <NothingSpent />;
  return <LedgerTable lines={lines} />;
}

function NothingSpent() {
  return (
    <EmptyState
      icon={Coins}
      message="Nothing was spent yet. Every submission that costs money is written down here before it is sent, with what the vendor charged in the end and whether its takes are in the film."
    />
  );
}

function Overview({ lines }: { readonly lines: readonly LedgerLine[] }) {
  const caps = useQueue(({ settings }) => settings.caps);
  const spending = sumSpending(lines, caps.currency, startOfDay(Date.now()));
  return (
    <ScrollArea>
      <div className={styles.facts}>
        <Fact
          title="Today"
          amount={spending.today}
          currency={caps.currency}
          cap={caps.day}
          words="of today's cap"
        />
        <Fact
          title="This project"
          amount={spending.project.amount}
          currency={caps.currency}
          cap={caps.project}
          words="of the project's cap"
        />
        <InFilm spent={spending.project} currency={caps.currency} />
      </div>
      {spending.uncounted > 0 && (
        <p className={styles.note}>
          {counted(spending.uncounted, 'submission')} without a price in {caps.currency}{' '}
          {spending.uncounted === 1 ? 'is' : 'are'} not counted here.
        </p>
      )}
      <CapFields />
      <ParallelFields />
      <Section title="By model">
        {lines.length === 0 ? (
          <p className={styles.dim}>Nothing was sent to a paid service yet.</p>
        ) : (
          <ByModel spending={spending} currency={caps.currency} />
        )}
      </Section>
    </ScrollArea>
  );
}

function Fact({
  title,
  amount,
  currency,
  cap,
  words,
}: {
  readonly title: string;
  readonly amount: number;
  readonly currency: string;
  readonly cap: number | null;
  readonly words: string;
}) {
  const share = cap === null || cap === 0 ? null : Math.min(1, amount / cap);
  return (
    <div className={styles.fact}>
      <span className={styles.dim}>{title}</span>
      <strong>{moneyText(amount, currency)}</strong>
      {cap === null ? (
        <span className={styles.dim}>no cap</span>
      ) : (
        <>
          <ProgressBar label={`${title}: ${words}`} value={share ?? 1} />
          <span className={styles.dim}>of {moneyText(cap, currency)}</span>
        </>
      )}
    </div>
  );
}

function InFilm({ spent, currency }: { readonly spent: Spent; readonly currency: string }) {
  return (
    <div className={styles.fact}>
      <span className={styles.dim}>In the film</span>
      <strong>{moneyText(spent.inFilm, currency)}</strong>
      <ProgressBar label="Share in the film" value={spent.amount > 0 ? spent.inFilm / spent.amount : 0} />
      <span className={styles.dim}>
        of {moneyText(spent.amount, currency)}; {moneyText(spent.kept, currency)} kept
      </span>
    </div>
  );
}

const capTitles: Record<CapName, string> = { job: 'One job', day: 'A day', project: 'The project' };
const currencies = ['USD', 'EUR', 'GBP', 'JPY', 'CNY', 'KRW', 'INR'];

function CapFields() {
  const caps = useQueue(({ settings }) => settings.caps);
  const shown = currencies.includes(caps.currency) ? currencies : [...currencies, caps.currency];
  return (
    <Section title="Caps" detail="what would go over waits for you">
      <div className={styles.fields}>
        {(Object.keys(capTitles) as CapName[]).map((name) => (
          <span key={name} className={styles.field}>
            <span className={styles.dim}>{capTitles[name]}</span>
            <TextField
              label={`Cap: ${capTitles[name]}`}
              value={caps[name] === null ? '' : String(caps[name])}
              placeholder="no cap"
              maxLength={12}
              onCommit={(text) => {
                const value = capOf(text);
                if (value === undefined) {
                  raiseNotice({ tone: 'warning', message: 'A cap is an amount, as 2.50; empty is none.' });
                } else void changeQueueSettings({ caps: { ...caps, [name]: value } });
              }}
            />
          </span>
        ))}
        <span className={styles.field}>
          <span className={styles.dim}>Currency</span>
          <Select
            label="Currency of the caps"
            value={caps.currency}
            options={shown.map((value) => ({ value, label: value }))}
            onChange={(currency) =>
              void changeQueueSettings({ caps: capsSchema.parse({ ...caps, currency }) })
            }
          />
        </span>
      </div>
      {caps.currency !== 'USD' && (
        <p className={styles.note}>
          Kling names its prices in USD: caps in {caps.currency} count only what is charged in {caps.currency}
          .
        </p>
      )}
    </Section>
  );
}

const makers = [
  ['local', 'Local renderer', String(usualParallelJobs.local)],
  ['kling', 'Kling', String(usualParallelJobs.kling)],
  ['comfyui', 'ComfyUI', `${usualParallelJobs.comfyuiServer} a server`],
  ['command', 'Programs', String(usualParallelJobs.command)],
] as const;

function ParallelFields() {
  const parallelJobs = useQueue(({ settings }) => settings.parallelJobs);
  return (
    <Section title="Jobs at once">
      <div className={styles.fields}>
        {makers.map(([id, title, usual]) => (
          <span key={id} className={styles.field}>
            <span className={styles.dim}>{title}</span>
            <TextField
              label={`Jobs at once: ${title}`}
              value={parallelJobs[id] === undefined ? '' : String(parallelJobs[id])}
              placeholder={usual}
              maxLength={3}
              onCommit={(text) => {
                const value = parallelOf(text);
                if (value === undefined) {
                  raiseNotice({ tone: 'warning', message: 'Jobs at once are 1 to 100; empty is as usual.' });
                  return;
                }
                const { [id]: _before, ...others } = parallelJobs;
                void changeQueueSettings({
                  parallelJobs: value === null ? others : { ...others, [id]: value },
                });
              }}
            />
          </span>
        ))}
      </div>
    </Section>
  );
}

function ByModel({ spending, currency }: { readonly spending: Spending; readonly currency: string }) {
  return (
    <table className={styles.models}>
      <thead>
        <tr>
          <th>Model</th>
          <th>Submissions</th>
          <th>Spent</th>
          <th>Kept</th>
          <th>In the film</th>
        </tr>
      </thead>
      <tbody>
        {spending.byModel.map(({ provider, model, submissions, amount, kept, inFilm }) => (
          <tr key={`${provider} ${model}`}>
            <td>{modelWords(model) || provider}</td>
            <td>{submissions}</td>
            <td>{moneyText(amount, currency)}</td>
            <td>{moneyText(kept, currency)}</td>
            <td>{moneyText(inFilm, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
