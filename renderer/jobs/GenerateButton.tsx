import { useEffect } from 'react';
import { registerActions } from '../state/actions';
import { useDocument } from '../state/documentStore';
import { Button } from '../ui/Button';
import { Sparkles } from '../ui/icons';
import { Popover } from '../ui/Popover';
import { GenerateForm } from './GenerateForm';
import { jobActions } from './jobActions';
import { closeGenerate, showGenerate, useJobsPanel } from './jobsPanelStore';

/** Clips from shots: which of them and how large, then they are queued. */
export function GenerateButton() {
  useEffect(() => registerActions(jobActions), []);
  const isOpen = useJobsPanel((state) => state.isGenerateOpen);
  const isReadOnly = useDocument((_document, { opened }) => opened?.isReadOnly ?? false);
  return (
    <Popover
      label="Generate clips"
      align="end"
      isOpen={isOpen}
      onOpenChange={(next) => (next ? showGenerate() : closeGenerate())}
      trigger={
        <Button icon={Sparkles} disabled={isReadOnly}>
          Generate
        </Button>
      }
    >
      <GenerateForm />
    </Popover>
  );
}
