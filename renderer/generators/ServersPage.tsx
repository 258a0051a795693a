import type { ComfyServer } from '@shared/generation/comfyui/server';
import { type FormEvent, useState } from 'react';
import { call } from '../state/bridge';
import { useLoaded } from '../state/useLoaded';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { HardDrive, Plus } from '../ui/icons';
import { TextField } from '../ui/TextField';
import styles from './Generators.module.css';
import { ServerRow } from './ServerRow';

const usualAddress = 'http://127.0.0.1:8188';
const loadServers = () => call('comfyui.servers', null);

/** ComfyUI servers of the person's: the only hosts this provider ever asks. */
export function ServersPage() {
  const [servers, reload] = useLoaded(loadServers);
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [added, setAdded] = useState<string | null>(null);

  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      const request = { serverId: null, name: '', address: address || usualAddress, isEnabled: true };
      const server = await call('comfyui.saveServer', request);
      setProblem(null);
      setAddress('');
      setAdded(server.id);
      await reload();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        Ekonte asks these servers and no others. Several share the work: each job goes to the one with the
        shortest queue that has everything for it.
      </p>
      <form className={styles.addRow} onSubmit={(event) => void add(event)}>
        <TextField
          label="Address of a ComfyUI server"
          value={address}
          placeholder={usualAddress}
          onType={setAddress}
          onCommit={setAddress}
          className={styles.address}
        />
        <Button type="submit" icon={Plus} variant={servers?.length === 0 ? 'accent' : 'raised'}>
          Add Server
        </Button>
      </form>
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {servers?.length === 0 && (
        <EmptyState
          icon={HardDrive}
          message="No server yet. Start ComfyUI, on this machine or another one of yours, and add its address above."
        />
      )}
      <ul className={styles.list} aria-label="ComfyUI servers">
        {servers?.map((server: ComfyServer) => (
          <ServerRow key={server.id} server={server} isNew={server.id === added} onChanged={reload} />
        ))}
      </ul>
    </div>
  );
}
