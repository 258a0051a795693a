import type { SequenceShot } from '@shared/shots/sequence';
import { runAction } from '../state/actions';
import { useDocument } from '../state/documentStore';
import { sessionStore, useSession } from '../state/sessionStore';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { Layers2 } from '../ui/icons';
import { Menu } from '../ui/Menu';
import { SegmentedControl } from '../ui/SegmentedControl';
import { BoardStrip } from './BoardStrip';
import styles from './Stage.module.css';
import { stageStore, useStage } from './stageStore';

const dragModes = [
  { value: 'dolly', label: 'Dolly' },
  { value: 'zoom', label: 'Zoom' },
] as const;

/** Below the canvas: the shot's boards, guides, how the camera frames act, and the view's zoom. */
export function StageFooter({ entry }: { readonly entry: SequenceShot }) {
  const guides = useSession((state) => state.guides);
  const dragMode = useSession((state) => state.cameraDragMode);
  const tool = useStage((state) => state.tool);
  const view = useStage((state) => state.view);
  const isOnion = useStage((state) => state.isOnion);
  const ratio = useDocument((document) => {
    const { width, height } = document.project().frameSize;
    return `${width} × ${height}`;
  });
  const shown = Object.entries(guides).flatMap(([name, isOn]) => (isOn ? [name] : []));
  const toggle = (name: keyof typeof guides): void =>
    sessionStore.setState({ guides: { ...guides, [name]: !guides[name] } });
  return (
    <footer className={styles.footer}>
      <BoardStrip entry={entry} />
      {tool === 'camera' && (
        <span className={styles.footerGroup}>
          Corners
          <SegmentedControl
            label="What dragging a camera frame's corner does"
            value={dragMode}
            segments={dragModes}
            onChange={(cameraDragMode) => sessionStore.setState({ cameraDragMode })}
          />
        </span>
      )}
      <span className={styles.footerEnd}>
        <span className={styles.dim}>{ratio}</span>
        <Menu
          align="end"
          entries={() => [
            { id: 'thirds', label: 'Thirds', isChecked: guides.thirds, run: () => toggle('thirds') },
            { id: 'centre', label: 'Centre', isChecked: guides.centre, run: () => toggle('centre') },
            { id: 'safe', label: 'Action and Title Safe', isChecked: guides.safe, run: () => toggle('safe') },
          ]}
        >
          <Button variant="plain" size="small">
            {shown.length > 0 ? shown.join(' · ') : 'Guides'}
          </Button>
        </Menu>
        <IconButton
          icon={Layers2}
          size="small"
          label="Onion skin of the neighbouring boards"
          keys="KeyO"
          isActive={isOnion}
          onClick={() => runAction('stage.toggleOnion')}
        />
        <Button size="small" title="Fit the frame" onClick={() => stageStore.setState({ view: null })}>
          {view ? `${Math.round(view.zoom * 100)} %` : 'Fit'}
        </Button>
      </span>
    </footer>
  );
}
