// `npm start`: sets up, builds what is old, serves dist/ on this machine only, and prints the URL as its last line.
import { ROOT, buildIfOld, runCommand, setUp } from './setup.mjs';

await runCommand(async () => {
  setUp();
  buildIfOld();
  const { preview } = await import('vite');
  const server = await preview({
    root: ROOT,
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port: Number(process.env.PORT) || 4173, strictPort: false },
  });
  console.log('Second Look is ready; Ctrl+C ends it. Open this address in a browser:');
  console.log(server.resolvedUrls?.local[0]);
});
