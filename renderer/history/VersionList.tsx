import { useEffect, useRef, useState } from 'react';
import { call } from '../state/bridge';
import { useDocument } from '../state/documentStore';
import { raiseError } from '../state/notices';
import { settingsStore, useSettings } from '../state/settingsStore';
import { useVersions } from '../state/versions';
import { focusAlongList } from '../ui/alongList';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Clock } from '../ui/icons';
import { ScrollArea } from '../ui/ScrollArea';
import { Select } from '../ui/Select';
import { Spinner } from '../ui/Spinner';
import styles from './History.module.css';
import { useHistoryPanel } from './historyStore';
import { VersionRow } from './VersionRow';
import { byDay, count, sizeText } from './versionWords';

/** The versions of the project, by days; one that is chosen says what restoring it would change. */
export function VersionList() {
  const versions = useVersions((state) => state.versions);
  const isReadOnly = useDocument((_document, { opened }) => opened?.isReadOnly ?? false);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [nowMs] = useState(() => Date.now());
  return (
    <>
      {!isReadOnly && <SaveVersion onSaved={setChosenId} />}
      {versions === null ? (
        <Spinner className={styles.loading} label="Loading" />
      ) : versions.length === 0 ? (
        <EmptyState
          icon={Clock}
          message="Ekonte keeps a version every few minutes while you work. Save one yourself before something big."
        />
      ) : (
        <ScrollArea
          className={styles.scroller}
          onKeyDown={(event) => focusAlongList(event, '[data-version]')}
        >
          {byDay(versions, nowMs).map(({ day, versions: ofDay }) => (
            <section key={day} aria-label={day}>
              <h3 className={styles.day}>{day}</h3>
              <ul>
                {ofDay.map((version) => (
                  <VersionRow
                    key={version.id}
                    version={version}
                    isChosen={version.id === chosenId}
                    isReadOnly={isReadOnly}
                    onChoose={setChosenId}
                  />
                ))}
              </ul>
            </section>
          ))}
        </ScrollArea>
      )}
      <Keeping />
    </>
  );
}

/** Name and button; the field takes the focus when Save Version… is run. */
function SaveVersion({ onSaved }: { readonly onSaved: (id: string) => void }) {
  const wish = useHistoryPanel((state) => state.nameWish);
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [isSaving, setIsSaving] = useState(false);
  useEffect(() => {
    if (wish > 0) field.current?.focus();
  }, [wish]);

  const save = async (): Promise<void> => {
    setIsSaving(true);
    try {
      const made = await call('snapshots.create', { name: name.trim() === '' ? defaultName() : name.trim() });
      setName('');
      onSaved(made.id);
    } catch (error) {
      raiseError(error);
    } finally {
      setIsSaving(false);
    }
  };
  return (
    <form
      className={styles.save}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) void save();
      }}
    >
      <input
        ref={field}
        className={styles.name}
        aria-label="Name of the version"
        placeholder="Name, as “Before the recut”"
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter that ends a Japanese conversion belongs to the input method.
          if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault();
        }}
      />
      <Button type="submit" isBusy={isSaving}>
        Save Version
      </Button>
    </form>
  );
}

const defaultName = (): string =>
  new Date().toLocaleString(undefined, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });

const intervals = ['2', '5', '10', '20', '30', '60', 'off'] as const;
const caps = ['100', '250', '500', '1000', '2000', '5000'] as const;
const intervalOptions = intervals.map((value) => ({
  value,
  label: value === 'off' ? 'Only by hand' : `Every ${value} min`,
}));
const capOptions = caps.map((value) => ({ value, label: `Up to ${sizeText(Number(value) * 1_000_000)}` }));

/** How often, how much, and what it comes to. */
function Keeping() {
  const versions = useVersions((state) => state.versions);
  const { everyMinutes, capMegabytes } = useSettings((state) => state.versions);
  const bytes = versions?.reduce((sum, { byteSize }) => sum + byteSize, 0) ?? 0;
  return (
    <footer className={styles.keeping}>
      <Select
        label="How often a version is kept"
        value={
          intervals.find((value) => value === (everyMinutes === null ? 'off' : String(everyMinutes))) ?? null
        }
        options={intervalOptions}
        placeholder={`Every ${everyMinutes} min`}
        onChange={(value) =>
          settingsStore.setState(({ versions: now }) => ({
            versions: { ...now, everyMinutes: value === 'off' ? null : Number(value) },
          }))
        }
      />
      <Select
        label="Room for versions that are kept by themselves"
        value={caps.find((value) => value === String(capMegabytes)) ?? null}
        options={capOptions}
        placeholder={`Up to ${sizeText(capMegabytes * 1_000_000)}`}
        onChange={(value) =>
          settingsStore.setState(({ versions: now }) => ({
            versions: { ...now, capMegabytes: Number(value) },
          }))
        }
      />
      {versions !== null && versions.length > 0 && (
        <span className={styles.total} title={count(versions.length, 'version')}>
          {sizeText(bytes)}
        </span>
      )}
    </footer>
  );
}
