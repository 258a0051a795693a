import type { Take } from '@shared/document/records';
import { soundOfLine } from '@shared/elements/lineSound';
import { costWords } from '@shared/generation/costWords';
import { lipSyncProviderId } from '@shared/generation/speechService';
import { useState } from 'react';
import { useChildren, useDocument, useRecord } from '../state/documentStore';
import { closeVoiceDialog, type VoiceDialog } from '../state/voiceDialogs';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/Checkbox';
import { Dialog } from '../ui/Dialog';
import { FieldRow } from '../ui/FieldRow';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { RunObstacles } from './RunObstacles';
import { usePaidPreview } from './usePaidPreview';
import styles from './VoiceDialogs.module.css';

/** Lips of a take moved to a line of its shot, as a further take. */
export function LipSyncDialog({ takeId }: Pick<Extract<VoiceDialog, { kind: 'lipSync' }>, 'takeId'>) {
  const take = useRecord('take', takeId);
  return take ? <LipsOfTake take={take} /> : null;
}

function LipsOfTake({ take }: { readonly take: Take }) {
  const lines = useChildren('dialogueLine', take.shotId);
  const heard = useDocument((document) =>
    lines
      .filter((line) => soundOfLine(document, line).kind !== 'none')
      .map(({ id }) => id)
      .join(' '),
  );
  const firstHeard = lines.find(({ id }) => heard.split(' ').includes(id)) ?? lines[0];
  const [lineId, setLineId] = useState<string>(firstHeard?.id ?? '');
  const [address, setAddress] = useState('');
  const [keepsOwnSound, setKeepsOwnSound] = useState(false);
  const isByKling = take.provider.startsWith('kling');
  const settings = {
    takeId: take.id,
    dialogueLineId: lineId,
    videoUrl: address.trim() === '' ? null : address,
    keepsOwnSound,
  };
  const { preview, problems, send } = usePaidPreview(take.shotId, lipSyncProviderId, settings);
  const sync = async (): Promise<void> => {
    if (await send()) closeVoiceDialog();
  };
  return (
    <Dialog
      isOpen
      width={520}
      title="Lip-sync to dialogue"
      description="Kling moves the lips in this take to the sound of a line. The result is a further take of the shot; this one stays."
      onClose={closeVoiceDialog}
      actions={
        <>
          <span className={styles.price}>
            {preview?.cost && problems.length === 0 ? costWords(preview.cost) : ''}
          </span>
          <Button variant="plain" onClick={closeVoiceDialog}>
            Cancel
          </Button>
          <Button
            variant="accent"
            disabled={preview?.isSendable !== true || problems.length > 0}
            onClick={() => void sync()}
          >
            Lip-sync
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {lines.length === 0 ? (
          <RunObstacles obstacles={['Nobody speaks in this shot: write a line of dialogue first.']} />
        ) : (
          <>
            <FieldRow label="Line">
              <Select
                label="Line to speak"
                className={styles.wide}
                value={lineId}
                options={lines.map(({ id, text }) => ({
                  value: id as string,
                  label: text.trim() === '' ? '(no words)' : text,
                }))}
                onChange={setLineId}
              />
            </FieldRow>
            <FieldRow label="Address">
              <TextField
                label="Address of the take's file"
                className={styles.wide}
                value={address}
                placeholder={
                  isByKling
                    ? 'only if Kling no longer has this take'
                    : 'https://… where Kling can fetch this take'
                }
                onType={setAddress}
                onCommit={setAddress}
              />
            </FieldRow>
            <FieldRow label="Sound">
              <Checkbox
                label="Keep the take's own sound under it"
                isChecked={keepsOwnSound}
                onChange={setKeepsOwnSound}
              />
            </FieldRow>
            <RunObstacles obstacles={problems} />
          </>
        )}
      </div>
    </Dialog>
  );
}
