import type { ComfyServer, ServerReport } from '@shared/generation/comfyui/server';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../state/bridge';
import { raiseError, raiseNotice } from '../state/notices';
import { Button } from '../ui/Button';
import { Switch } from '../ui/Checkbox';
import { IconButton } from '../ui/IconButton';
import { CircleAlert, CircleCheck, RefreshCw, Trash2 } from '../ui/icons';
import { TextField } from '../ui/TextField';
import styles from './Generators.module.css';
import { showGenerators } from './generatorDialogStore';
import { deviceWords, queueWords } from './serverWords';

type Test =
  | { readonly state: 'none' | 'asking' }
  | { readonly state: 'good'; readonly report: ServerReport }
  | { readonly state: 'bad'; readonly problem: string };

interface ServerRowProps {
  readonly server: ComfyServer;
  /** Was added just now: it is tested at once. */
  readonly isNew: boolean;
  readonly onChanged: () => Promise<void>;
}

export function ServerRow({ server, isNew, onChanged }: ServerRowProps) {
  const [test, setTest] = useState<Test>({ state: 'none' });
  const { id, name, address, isEnabled } = server;
  const label = name === '' ? address : name;

  const ask = useCallback(async (): Promise<void> => {
    setTest({ state: 'asking' });
    try {
      setTest({ state: 'good', report: await call('comfyui.testServer', { address }) });
    } catch (error) {
      setTest({ state: 'bad', problem: error instanceof Error ? error.message : String(error) });
    }
  }, [address]);
  useEffect(() => {
    if (isNew) void ask();
  }, [isNew, ask]);

  const save = (change: Partial<ComfyServer>): void => {
    const request = { serverId: id, name, address, isEnabled, ...change };
    void call('comfyui.saveServer', request).then(onChanged, raiseError);
  };
  const remove = async (): Promise<void> => {
    try {
      await call('comfyui.removeServer', { serverId: id });
      await onChanged();
      raiseNotice({
        tone: 'info',
        message: `${label} is no longer asked.`,
        action: {
          label: 'Add Again',
          run: () =>
            void call('comfyui.saveServer', { serverId: id, name, address, isEnabled }).then(
              onChanged,
              raiseError,
            ),
        },
      });
    } catch (error) {
      raiseError(error);
    }
  };

  return (
    <li className={styles.card} data-off={!isEnabled || undefined}>
      <div className={styles.cardHead}>
        <Switch
          label=""
          ariaLabel={`Use ${label}`}
          isChecked={isEnabled}
          onChange={(on) => save({ isEnabled: on })}
        />
        <TextField
          label={`Name of ${address}`}
          value={name}
          placeholder="Name"
          maxLength={80}
          onCommit={(text) => save({ name: text })}
          className={styles.serverName}
        />
        <TextField
          label={`Address of ${label}`}
          value={address}
          onCommit={(text) => save({ address: text })}
          className={styles.address}
        />
        <Button icon={RefreshCw} isBusy={test.state === 'asking'} onClick={() => void ask()}>
          Test Connection
        </Button>
        <IconButton icon={Trash2} label={`Remove ${label}`} tooltip="Remove" onClick={() => void remove()} />
      </div>
      {test.state === 'bad' && (
        <p role="alert" className={styles.problem}>
          <CircleAlert aria-hidden /> {test.problem}
        </p>
      )}
      {test.state === 'good' && <Report report={test.report} />}
    </li>
  );
}

function Report({ report }: { readonly report: ServerReport }) {
  const ready = report.templates.filter(({ lacks }) => lacks.length === 0).length;
  const all = report.templates.length;
  return (
    <div className={styles.report}>
      <p className={styles.good}>
        <CircleCheck aria-hidden />
        ComfyUI {report.version ?? 'of an unknown version'} · {report.nodeCount} nodes · {queueWords(report)}
      </p>
      {report.devices.map((device) => (
        <p key={device.name} className={styles.fact}>
          {deviceWords(device)}
        </p>
      ))}
      <p className={styles.fact}>
        {ready === all
          ? `It has everything for all ${all} workflow templates.`
          : `It has everything for ${ready} of ${all} workflow templates; the others lack files or nodes.`}{' '}
        <button type="button" className={styles.link} onClick={() => showGenerators('templates')}>
          Show templates
        </button>
      </p>
    </div>
  );
}
