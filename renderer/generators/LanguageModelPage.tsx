import { usualModelAddress } from '@shared/planner/languageModel';
import { useEffect, useState } from 'react';
import { call } from '../state/bridge';
import { useLoaded } from '../state/useLoaded';
import { Button } from '../ui/Button';
import { Switch } from '../ui/Checkbox';
import { FieldRow } from '../ui/FieldRow';
import { CircleAlert, CircleCheck, RefreshCw } from '../ui/icons';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import styles from './Generators.module.css';

const loadAll = async () => ({
  settings: await call('planner.languageModel', null),
  keys: await call('keys.status', null),
});

interface Said {
  readonly isGood: boolean;
  readonly words: string;
}

/** The person's language model for planning shots: where it is, which one, and its key where it wants one. */
export function LanguageModelPage() {
  const [loaded, reload] = useLoaded(loadAll);
  const [typed, setTyped] = useState<string | null>(null);
  const [models, setModels] = useState<readonly string[]>([]);
  const [key, setKey] = useState('');
  const [isKept, setKept] = useState(true);
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const settings = loaded?.settings ?? null;
  const keys = loaded?.keys ?? null;
  const address = typed ?? settings?.address ?? '';
  const model = settings?.model ?? '';
  const hasKey =
    keys !== null && keys.languageModelAddress !== null && keys.languageModelAddress === settings?.address;

  /** Everything that is typed is kept at once; what cannot be is said beside it. */
  const attempt = async (work: () => Promise<string>): Promise<void> => {
    try {
      setSaid({ isGood: true, words: await work() });
    } catch (error) {
      setSaid({ isGood: false, words: error instanceof Error ? error.message : String(error) });
    }
    await reload();
  };
  const connect = async (): Promise<void> => {
    setAsking(true);
    await attempt(async () => {
      const where = address.trim() === '' ? usualModelAddress : address;
      const saved = await call('planner.saveLanguageModel', { address: where, model });
      setTyped(null);
      const found = (await call('planner.models', { address: saved.address })).models;
      setModels(found);
      const [only] = found;
      if (only !== undefined && !found.includes(model)) {
        await call('planner.saveLanguageModel', { address: saved.address, model: only });
      }
      if (only === undefined) return 'The server answers, but has no model yet. Load one there.';
      return `The server answers: ${found.length === 1 ? 'one model' : `${found.length} models`}.`;
    });
    setAsking(false);
  };
  const choose = (name: string): void =>
    void attempt(async () => {
      await call('planner.saveLanguageModel', { address: address || usualModelAddress, model: name });
      return `Shots are planned by ${name}.`;
    });
  const saveKey = (): void =>
    void attempt(async () => {
      const account = { address: settings?.address ?? '', key };
      const status = await call('keys.setLanguageModel', { account, keep: isKept });
      setKey('');
      return status.isLanguageModelKept
        ? 'The key is kept by the system.'
        : 'The key is good until Ekonte ends.';
    });
  const removeKey = (): void =>
    void attempt(async () => {
      await call('keys.removeLanguageModel', null);
      return 'The key was removed from this machine.';
    });
  const forget = (): void =>
    void attempt(async () => {
      await call('planner.removeLanguageModel', null);
      if (hasKey) await call('keys.removeLanguageModel', null);
      setModels([]);
      setTyped(null);
      return 'The language model is forgotten.';
    });

  // The list of a server that is set up is there without a click; one that sleeps says so.
  const known = settings?.address;
  useEffect(() => {
    if (known === undefined) return;
    let isCurrent = true;
    call('planner.models', { address: known }).then(
      (answer) => {
        if (isCurrent) setModels(answer.models);
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [known]);

  const options = [...new Set([...(model === '' ? [] : [model]), ...models])].map((name) => ({
    value: name,
    label: name,
  }));
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        A language model of yours can propose shots in <em>Plan Shots from Text…</em>: any OpenAI-compatible
        server, as Ollama, llama.cpp or LM Studio on this machine. Ekonte sends a scene to this address and no
        other, and only when you press <em>Plan</em>.
      </p>
      <div className={styles.card}>
        <FieldRow label="Address">
          <TextField
            label="Address of the language model"
            className={styles.address}
            value={address}
            placeholder={usualModelAddress}
            onType={setTyped}
            onCommit={setTyped}
          />
          <Button icon={RefreshCw} isBusy={isAsking} onClick={() => void connect()}>
            Connect
          </Button>
        </FieldRow>
        <FieldRow label="Model">
          {options.length > 0 ? (
            <Select
              label="Model"
              className={styles.address}
              value={model === '' ? null : model}
              placeholder="Choose a model"
              options={options}
              onChange={choose}
            />
          ) : (
            <span className={styles.fact}>Connect to see the models of the server.</span>
          )}
        </FieldRow>
        <FieldRow label="Key">
          {hasKey ? (
            <>
              <span className={styles.fact}>
                {keys?.isLanguageModelKept ? 'Kept by the system' : 'There until Ekonte ends'}
              </span>
              <Button size="small" onClick={removeKey}>
                Remove Key
              </Button>
            </>
          ) : (
            <>
              <TextField
                label="Key of the language model"
                className={styles.address}
                value={key}
                isSecret
                placeholder="Servers on this machine seldom want one"
                onType={setKey}
                onCommit={setKey}
              />
              {key !== '' && (
                <Button disabled={settings === null} onClick={saveKey}>
                  Save Key
                </Button>
              )}
            </>
          )}
        </FieldRow>
        {!hasKey && key !== '' && (
          <FieldRow label="Keep">
            <Switch
              label={
                keys?.canKeep === false
                  ? 'This system has no key store: it lasts until Ekonte ends'
                  : 'For the next start'
              }
              isChecked={isKept && keys?.canKeep !== false}
              isDisabled={keys?.canKeep === false}
              onChange={setKept}
            />
          </FieldRow>
        )}
        {said && (
          <p
            role={said.isGood ? 'status' : 'alert'}
            className={said.isGood ? styles.good : styles.problem}
            data-selectable
          >
            {said.isGood ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />} {said.words}
          </p>
        )}
        {settings && (
          <div className={styles.addRow}>
            <span className={styles.spring} />
            <Button variant="plain" size="small" onClick={forget}>
              Forget This Server
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
