import { Look } from './api/look.ts';

declare global {
  interface Window {
    /** The script API; see docs/api.md. */
    look: Look;
  }
}

window.look = new Look();
await window.look.start();
