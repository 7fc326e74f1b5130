import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { contentPolicy } from './scripts/content-policy.ts';
import { emojiDemo } from './scripts/emoji-32/plugin.ts';
import { helpPages } from './scripts/help-pages.ts';
import { notices } from './scripts/notices.ts';
import { shareTags } from './scripts/share-tags.ts';
import { wasmKernels } from './scripts/wasm-kernels.ts';

const MEBIBYTE = 2 ** 20;

/** Where the service worker keeps backbones, and what computes those of the person's own. */
const BACKBONES = { cacheName: 'backbones', cacheableResponse: { statuses: [200] } };
const OWN_MODELS = { ...BACKBONES, cacheName: 'own-models' };

/**
 * Keeps everything the page needs, so that it opens without a network after the first visit; a backbone once it was used. A newer version waits
 * until the last tab is closed: it never changes the page under a person's hands, nor takes away the files it still uses.
 */
const offline = VitePWA({
  registerType: 'prompt',
  injectRegister: 'script-defer',
  includeManifestIcons: false,
  workbox: {
    globPatterns: ['**/*.{css,gz,html,js,json,png,svg,txt,wasm,woff2}'],
    // Kept once it is used: under one name a backbone never changes, nor what is loaded for one of the person's own.
    globIgnores: ['backbone/*.json', 'assets/{own,ort}-*', 'share-card.png'],
    runtimeCaching: [
      { urlPattern: /\/backbone\/lite0-e14\.(json|bin)$/, handler: 'CacheFirst', options: BACKBONES },
      { urlPattern: /\/assets\/(own|ort)-[^/]+\.(js|wasm)$/, handler: 'CacheFirst', options: OWN_MODELS },
    ],
    maximumFileSizeToCacheInBytes: 32 * MEBIBYTE,
    ignoreURLParametersMatching: [/^(dataset|project)$/],
    clientsClaim: true,
  },
  manifest: {
    id: './',
    name: 'Second Look',
    short_name: 'Second Look',
    description: 'Find the label mistakes in an image data set, wholly in a browser tab.',
    start_url: './',
    scope: './',
    display: 'standalone',
    theme_color: '#0f766e',
    background_color: '#101415',
    icons: [
      { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
});

/**
 * Keeps what a worker's parts share out of its first file. WebKit runs that file a second time where a part that is loaded later
 * imports it, and a second service then answers beside the first.
 */
const entriesApart: Plugin = {
  name: 'entries-apart',
  options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }),
};

/** Pages of the Help are told from code by their folder. */
const chunkFileNames = ({ facadeModuleId }: { facadeModuleId: string | null }): string =>
  facadeModuleId?.endsWith('.md') ? 'assets/help/[name]-[hash].js' : 'assets/[name]-[hash].js';

export default defineConfig({
  base: './',
  // Packages that only workers need are met late otherwise, and reload the page that is being worked on.
  optimizeDeps: { entries: ['index.html', 'workers/*.ts'] },
  build: {
    target: 'es2022',
    sourcemap: true,
    rolldownOptions: { checks: { pluginTimings: false }, output: { chunkFileNames } },
  },
  worker: {
    format: 'es',
    plugins: () => [wasmKernels(), entriesApart],
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  plugins: [
    contentPolicy(),
    emojiDemo(),
    helpPages(),
    notices(),
    offline,
    shareTags(process.env.SITE_URL),
    wasmKernels(),
  ],
});
