import '../ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startWindow } from './projectLife';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
startWindow();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
