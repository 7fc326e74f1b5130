/** A data set that the page's address asks for: `?dataset=URL`. */
export interface WantedDataset {
  url: string;
  host: string;
  /** Whether it lies on the page's own origin, and so may be fetched without asking. */
  own: boolean;
  /** Why it cannot be fetched, for people. */
  problem?: string;
}

/** What the address asks for, or null. */
export function datasetInAddress(): WantedDataset | null {
  const text = new URLSearchParams(location.search).get('dataset');
  if (!text) return null;
  const url = parseUrl(text);
  if (!url) {
    return {
      url: text,
      host: '',
      own: false,
      problem: `The address asks for a data set at “${text}”, which is no URL.`,
    };
  }
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  const problem = web
    ? undefined
    : `The address asks for a data set at “${url.href}”; only http and https can be fetched.`;
  return { url: url.href, host: url.host, own: url.origin === location.origin, problem };
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text, document.baseURI);
  } catch {
    return null;
  }
}

/** Takes the request out of the address, so that a reload does not import again. */
export function forgetAddress(): void {
  const url = new URL(location.href);
  url.searchParams.delete('dataset');
  history.replaceState(null, '', url);
}
