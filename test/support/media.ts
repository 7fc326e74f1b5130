import { onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';

/** Settings of the system that a test can stand in for. */
type Media = Partial<Record<'forced-colors' | 'prefers-color-scheme' | 'prefers-contrast', string>>;

/** Has the system ask for these settings, and no others, until the test ends. */
export async function emulateMedia(media: Media): Promise<void> {
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  await cdp().send('Emulation.setEmulatedMedia', { features });
  onTestFinished(async () => {
    await cdp().send('Emulation.setEmulatedMedia', { features: [] });
  });
}
