import type { Workspace } from '../../state/sessionStore';
import { Feature } from './features';

/** What fills the middle of the window. */
export function Centre({ workspace }: { readonly workspace: Workspace }) {
  switch (workspace) {
    case 'boards':
      return <Feature path="boards/BoardsView" />;
    case 'stage':
      return <Feature path="stage/StageView" />;
    case 'review':
      return <Feature path="player/PlayerView" />;
  }
}
