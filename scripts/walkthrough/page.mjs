/**
 * @import { Progress } from '../../src/contracts/progress.ts'
 * @import { TrainProgress } from '../../src/contracts/trainer.ts'
 * @import { BackboneSide } from '../../src/core/backbone/backbone.ts'
 * @import { NoiseOptions, TrainOptions } from '../../src/tasks/options.ts'
 * @import { TableQuestionError } from '../../src/api/tables.ts'
 * @import { ExportName } from './exports.mjs'
 * @import { LabelRole, TableMapping } from '../../src/core/tables/table-mapping.ts'
 */

/**
 * What to do, apart from how to train: the split and how many of its samples, the share of wrong labels, and what the labels of a table
 * become that were given beside the data set; whose opinion of the labels is asked, and the side at which a backbone sees the pictures; about how many of the most suspect labels a simulated
 * reviewer decides; and what is exported afterwards.
 * @typedef {{ opinion?: 'backbone' | 'trained' | 'both', backboneSide?: BackboneSide, split?: string, size?: number, take?: number, noise: number, noiseKind?: NoiseOptions['kind'], labelRole?: LabelRole, review?: number, exports?: ExportName[] }} Data
 * @typedef {Omit<TrainOptions, 'name'> & Data} Job
 */

/**
 * What came of it.
 * @typedef {Exclude<Awaited<ReturnType<typeof walkThrough>>, { error: string }>} Outcome
 */

/**
 * The walkthrough itself, run inside the page by its script API: import, noise, training, prediction, scores. Playwright
 * sends its source over, so it names nothing outside itself.
 * @param {Job} job
 * @returns the outcome, or `{ error, step }` where a step failed
 */
export async function walkThrough(job) {
  const { look } = window;
  let step = 'import';

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<[T, number]>} its result, and its milliseconds
   */
  const timed = async (work) => {
    const start = performance.now();
    const result = await work();
    return [result, performance.now() - start];
  };
  /** Takes the safe answer where there is one, and says so. @param {File} file @param {TableMapping} mapping */
  const addTable = async (file, mapping = { role: job.labelRole }) => {
    const page = /** @type {typeof window & { reportNote(sentence: string): void }} */ (window);
    try {
      const { notes } = await look.addTable(file, mapping);
      for (const note of notes) page.reportNote(`${file.name}: ${note}`);
    } catch (error) {
      const { question } = /** @type {Partial<TableQuestionError>} */ (error);
      const answer = question?.about === 'role' ? 'given' : question?.safe;
      if (!question || !answer) throw error;
      const { title } = /** @type {{ title: string }} */ (question.choices.find(({ value }) => value === answer));
      page.reportNote(`${file.name}: ${question.text} Taken: ${title}.`);
      await addTable(file, { ...mapping, [question.about]: answer });
    }
  };
  /** Imports as it is suggested, and says what was guessed. @param {File[]} files */
  const importData = async (files) => {
    const page = /** @type {typeof window & { reportNote(sentence: string): void }} */ (window);
    const found = await look.survey({
      kind: 'files',
      files: files.map((file) => ({ path: file.webkitRelativePath || file.name, file })),
    });
    if (!('survey' in found)) return found;
    const { format, samples, suggested, unreadableCount, notes } = found.survey;
    const choices = { ...suggested, size: job.size ?? suggested.size };
    const { label, annotators, size, fit } = choices;
    const labels = annotators.length > 0 ? annotators.join(', ') : (label ?? 'none');
    const split = typeof choices.split === 'string' ? choices.split : 'none';
    page.reportNote(
      `${found.title}: ${format}, ${samples} samples. Taken: label “${labels}”, split “${split}”, ${size}×${size}, ${fit}.`,
    );
    if (unreadableCount > 0) page.reportNote(`${unreadableCount} pictures cannot be read and are left out.`);
    for (const note of notes) page.reportNote(note);
    return found.store(choices);
  };
  /** A reviewer who goes by the truth, and confirms what is not known to be wrong. @param {ReturnType<typeof look.dataset.view>} view @param {number} count */
  const reviewLabels = async (view, count) => {
    const { dataset } = look;
    const review = look.startReview(view);
    let [decided, found] = [0, 0];
    for (; decided < count && review.index !== null; decided++) {
      const { true: truth, current } = dataset.sample(review.index);
      if (truth !== null && truth !== current) {
        await review.relabel(truth);
        found += 1;
      } else await review.keep();
    }
    const known = view.match((sample) => sample.true !== null).count() > 0;
    return {
      decided,
      found: known ? found : null,
      left: review.progress.left,
      wrongLeft: known ? view.match((sample) => sample.true !== null && sample.true !== sample.current).count() : null,
    };
  };
  const run = async () => {
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (
      document.querySelectorAll('#walkthrough-files, #walkthrough-folder')
    );
    const files = [...inputs].flatMap((input) => [...(input.files ?? [])]);
    for (const input of inputs) input.remove();
    const labels = /** @type {HTMLInputElement} */ (document.querySelector('#walkthrough-labels'));
    const table = labels.files?.[0];
    labels.remove();
    const [dataset, importMs] = await timed(() => (files.length > 0 ? importData(files) : look.loadDemo()));
    const splits = dataset.info.splits.map((split) => split.name);
    const split = job.split ?? dataset.trainSplit ?? splits[0];
    if (!splits.includes(split)) {
      throw new Error(`There is no split “${split}” in ${dataset.name}; there are: ${splits.join(', ')}.`);
    }
    // What does not fit is told before an hour of training; a table of issues tells of what is only then found, and a project has whatever there is.
    for (const format of job.exports ?? []) {
      if (format !== 'issues-table' && format !== 'project') await look.outlineExport(format, {}, 0);
    }
    const whole = dataset.view().matchSplit(split);
    const view = job.take === undefined ? whole : whole.limit(job.take);

    step = 'labels';
    if (table) await addTable(table);
    if (job.noise > 0) await look.perturb({ rate: job.noise, kind: job.noiseKind, seed: job.seed }, view);

    step = 'training';
    if (job.backend === 'auto') await look.probeBackends();
    const { recipe, network, epochs, batch, seed, backend, workers, folds, networks } = job;
    // Every epoch leaves out what does not fill a batch, so images are counted as the trainer counts them.
    let trainedImages = 0;
    look.session.addEventListener('look-change', () => {
      trainedImages = look.session.jobs.running('train')?.progress?.total ?? trainedImages;
    });
    const taken = new Set(view.indices);
    const heldOut = dataset.heldOutSplits(view)[0] ?? split;
    const held = dataset
      .view()
      .matchSplit(heldOut)
      .match((sample) => !taken.has(sample.index));
    const began = { train: NaN, predict: NaN, score: NaN };
    const onStep = (/** @type {'train' | 'predict' | 'score'} */ name) => {
      began[name] = performance.now();
      step = { train: 'training', predict: 'prediction', score: 'scores' }[name];
    };
    const { opinion = 'both' } = job;
    let backboneMs = 0;
    let shown;
    if (opinion !== 'trained') {
      const judged = opinion === 'both' ? { predict: view } : {};
      shown = (await look.findSuspects({ probe: { side: job.backboneSide }, view, ...judged, score: view, onStep }))
        .run;
      backboneMs = began.score - began.train;
      began.train = began.predict;
    }
    if (opinion !== 'backbone') {
      const options = { name: 'walkthrough', recipe, network, epochs, batch, seed, backend, workers, folds, networks };
      shown = (await look.findSuspects({ train: options, view, score: view, onStep })).run;
    }
    // A sample without a label says nothing about the network.
    const tested = [...held]
      .filter((sample) => (sample.true ?? sample.current) !== null)
      .map((sample) => sample.predicted === (sample.true ?? sample.current));
    const scores = Object.fromEntries(
      [...look.dataset.table.scores.keys()].map((key) => [key, look.rankingQuality(key)]),
    );
    const outcome = {
      samples: dataset.count(),
      taken: view.count(),
      wrong: view.match((sample) => sample.true !== null && sample.true !== sample.given).count(),
      importMs,
      backboneMs,
      trainMs: opinion === 'backbone' ? 0 : began.predict - began.train,
      predictMs: opinion === 'backbone' ? 0 : began.score - began.predict,
      predicted: view.count() + held.count(),
      heldOut: heldOut === split ? `the rest of ${split}` : heldOut,
      testAccuracy: tested.length > 0 ? tested.filter(Boolean).length / tested.length : null,
      run: {
        ...(shown?.source === 'trained' && {
          backend: shown.backend,
          workers: shown.workers,
          parameters: shown.parameters,
        }),
        epochs: shown?.epochs ?? [],
        images: trainedImages,
      },
      expected: look.dataset.table.scores.has('suspicion') ? look.cut('suspicion', view).total : null,
      scores,
      csv: await look.exportScores(view).text(),
    };
    step = 'review';
    return { ...outcome, review: job.review === undefined ? null : await reviewLabels(view, job.review) };
  };
  try {
    return await run();
  } catch (error) {
    return { step, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Sends the running job's title and progress to `window.reportProgress` whenever the page's state changes. */
export function followProgress() {
  const page =
    /** @type {typeof window & { reportProgress(title: string, progress: Progress | TrainProgress | null): void }} */ (
      window
    );
  const { session } = page.look;
  session.addEventListener('look-change', () => {
    const job = session.jobs.running();
    if (job) page.reportProgress(job.title, job.progress);
  });
}
