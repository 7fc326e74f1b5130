/** Opens the built page and imports an archive. */
export async function openWith(page, url, archive) {
  await page.goto(url);
  await page.waitForFunction(() => window.look?.session.datasets);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'bench-archive';
    document.body.append(input);
  });
  await page.setInputFiles('#bench-archive', archive);
  await page.evaluate(() => window.look.importFiles([...document.querySelector('#bench-archive').files]));
}

/**
 * In the page: trains the small network on WASM, for so many seconds at most. @returns what the run's record says of it; an epoch
 * that the time cut off is not there
 */
export async function train({ samples, epochs, workers, seconds }) {
  const { look } = window;
  const options = { epochs, workers, backend: 'wasm', name: 'bench' };
  const done = look.train(options, look.dataset.view().matchSplit('train').limit(samples));
  let perSecond = 0;
  const timer = window.setInterval(() => {
    perSecond = look.session.jobs.running('train')?.progress?.perSecond ?? perSecond;
  }, 500);
  const end = setTimeout(() => look.session.jobs.running('train')?.cancel(), seconds * 1000);
  await done.catch((error) => {
    if (error.name !== 'AbortError') throw error;
  });
  window.clearInterval(timer);
  clearTimeout(end);
  const run = look.session.runs.find(({ name }) => name === 'bench');
  return { epochs: run.epochs, workers: run.workers, imagesPerSecond: perSecond };
}
