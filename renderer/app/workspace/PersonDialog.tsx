import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { registerActions } from '../../state/actions';
import { askPersonName, personStore } from '../../state/personName';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';

/** What the person is called, on comments. */
export function PersonDialog() {
  useEffect(() => registerActions([{ id: 'person.showName', run: () => void askPersonName() }]), []);
  const asking = useStore(personStore, (state) => state.asking);
  return asking ? <NameFields key={asking.proposal} {...asking} /> : null;
}

function NameFields({
  proposal,
  answer,
}: {
  readonly proposal: string;
  readonly answer: (name: string | null) => void;
}) {
  const [name, setName] = useState(proposal);
  return (
    <Dialog
      isOpen
      onClose={() => answer(null)}
      width={380}
      title="Your name"
      description="It stands on the comments you write, in every project. Empty for none."
      actions={
        <>
          <Button variant="plain" onClick={() => answer(null)}>
            Not Now
          </Button>
          <Button variant="accent" onClick={() => answer(name)}>
            Use This Name
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answer(name);
        }}
      >
        <TextField
          label="Your name"
          value={proposal}
          placeholder="As Mina Kuroda"
          hasAutoFocus
          onType={setName}
          onCommit={setName}
        />
      </form>
    </Dialog>
  );
}
