import './ui/styles/tokens.css';
import { Look } from './api/look.ts';
import './ui/app/app.ts';
import { fillGaps } from './ui/kit/fill-gaps.ts';

declare global {
  interface Window {
    /** The script API; see docs/api.md. */
    look: Look;
  }
}

// public/browser-check.js has said already what is missing.
if (!('cannotRun' in document.documentElement.dataset)) {
  await fillGaps();
  window.look = new Look();
  const app = document.createElement('look-app');
  app.look = window.look;
  app.ready = window.look.start();
  document.body.append(app);
}
