import type { KlingAccount } from '@shared/generation/kling/account';
import { useState } from 'react';
import { call } from '../state/bridge';
import { raiseError, raiseNotice } from '../state/notices';
import { useLoaded } from '../state/useLoaded';
import { Button } from '../ui/Button';
import { Switch } from '../ui/Checkbox';
import { FieldRow } from '../ui/FieldRow';
import { SegmentedControl } from '../ui/SegmentedControl';
import { TextField } from '../ui/TextField';
import styles from './Generators.module.css';

const loadStatus = () => call('keys.status', null);

const regions = [
  { value: 'global', label: 'Global' },
  { value: 'china', label: 'China' },
  { value: 'own', label: 'Own address' },
] as const;
const kinds = [
  { value: 'apiKey', label: 'API key' },
  { value: 'accessKey', label: 'Access key' },
] as const;

/** Keys of paid services: they go in and are never shown again. */
export function KeysPage() {
  const [status, reload] = useLoaded(loadStatus);
  const [region, setRegion] = useState<KlingAccount['region']>('global');
  const [kind, setKind] = useState<KlingAccount['auth']['type']>('apiKey');
  const [address, setAddress] = useState('');
  const [key, setKey] = useState('');
  const [secret, setSecret] = useState('');
  const [isKept, setKept] = useState(true);
  const [words, setWords] = useState('');
  const known = status?.kling ?? null;

  const save = async (): Promise<void> => {
    const auth: KlingAccount['auth'] =
      kind === 'apiKey' ? { type: kind, key } : { type: kind, accessKey: key, secretKey: secret };
    try {
      const account = { region, address: region === 'own' ? address : null, auth };
      await call('keys.setKling', { account, keep: isKept });
      setKey('');
      setSecret('');
      await reload();
      setWords((await call('keys.testKling', null)).words);
    } catch (error) {
      setWords(error instanceof Error ? error.message : String(error));
    }
  };
  const remove = async (): Promise<void> => {
    try {
      await call('keys.removeKling', null);
      setWords('');
      await reload();
      raiseNotice({ tone: 'info', message: 'The key for Kling was removed from this machine.' });
    } catch (error) {
      raiseError(error);
    }
  };
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        Kling makes clips on its servers and is paid by what it makes. Its key comes from kling.ai and lies in
        the key store of your system, never in a project. Nothing is sent before you have seen the price.
      </p>
      <div className={styles.card}>
        <p data-selectable>
          {known
            ? `Kling at ${known.address.replace(/^https?:\/\//, '')}: a key is there, ${status?.isKlingKept ? 'kept by the system.' : 'until Ekonte ends.'}`
            : 'There is no key for Kling yet.'}
        </p>
        <FieldRow label="Account">
          <SegmentedControl label="Account" value={region} segments={regions} onChange={setRegion} />
        </FieldRow>
        {region === 'own' && (
          <FieldRow label="Address">
            <TextField
              label="Address"
              className={styles.address}
              value={address}
              placeholder="https://"
              onType={setAddress}
              onCommit={setAddress}
            />
          </FieldRow>
        )}
        <FieldRow label="Opened by">
          <SegmentedControl label="Opened by" value={kind} segments={kinds} onChange={setKind} />
        </FieldRow>
        <FieldRow label={kind === 'apiKey' ? 'API key' : 'Access key'}>
          <TextField
            label={kind === 'apiKey' ? 'API key' : 'Access key'}
            className={styles.address}
            value={key}
            isSecret
            onType={setKey}
            onCommit={setKey}
          />
        </FieldRow>
        {kind === 'accessKey' && (
          <FieldRow label="Secret key">
            <TextField
              label="Secret key"
              className={styles.address}
              value={secret}
              isSecret
              onType={setSecret}
              onCommit={setSecret}
            />
          </FieldRow>
        )}
        <FieldRow label="Keep">
          <Switch
            label={
              status?.canKeep === false
                ? 'This system has no key store: it lasts until Ekonte ends'
                : 'For the next start'
            }
            isChecked={isKept && status?.canKeep !== false}
            isDisabled={status?.canKeep === false}
            onChange={setKept}
          />
        </FieldRow>
        <div className={styles.addRow}>
          <Button
            variant="accent"
            disabled={key.trim() === '' || (kind === 'accessKey' && secret.trim() === '')}
            onClick={() => void save()}
          >
            Save and Test
          </Button>
          {known && <Button onClick={() => void remove()}>Remove Key</Button>}
          <span role="status" data-selectable>
            {words}
          </span>
        </div>
      </div>
    </div>
  );
}
