import { urlOf } from '../../core/formats/hugging-face.ts';

/** A data set that the page's address asks for, `?dataset=URL`, or a project, `?project=URL`. */
export interface WantedDataset {
  kind: 'dataset' | 'project';
  url: string;
  host: string;
  /** Whether it lies on the page's own origin, and so may be fetched without asking. */
  own: boolean;
  /** Why it cannot be fetched, for people. */
  problem?: string;
}

/** What the address asks for, or null. */
export function datasetInAddress(): WantedDataset | null {
  const asked = new URLSearchParams(location.search);
  const kind = asked.get('dataset') ? 'dataset' : 'project';
  const text = asked.get(kind);
  if (!text) return null;
  const what = kind === 'dataset' ? 'a data set' : 'a project';
  const url = urlOf(text, document.baseURI);
  if (!url) {
    return {
      kind,
      url: text,
      host: '',
      own: false,
      problem: `The address asks for ${what} at “${text}”, which is no URL.`,
    };
  }
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  const problem = web
    ? undefined
    : `The address asks for ${what} at “${url.href}”; only http and https can be fetched.`;
  return { kind, url: url.href, host: url.host, own: url.origin === location.origin, problem };
}

/** Takes the request out of the address, so that a reload does not import again. */
export function forgetAddress(): void {
  const url = new URL(location.href);
  for (const kind of ['dataset', 'project']) url.searchParams.delete(kind);
  history.replaceState(null, '', url);
}
