import '../ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startArchives } from './archiveLife';
import { startWindow } from './projectLife';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
startWindow(() => import('./openProject'));
startArchives();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
// Whoever looks at the welcome screen opens a project next.
window.requestIdleCallback(
  () => {
    void import('./openProject').then(({ startActions }) => startActions());
    void import('./workspace/Workspace');
  },
  { timeout: 4_000 },
);
