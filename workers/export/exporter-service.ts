import type { Exporter, ExportRequest, OfferedFormat } from '../../src/contracts/exporter.ts';
import { inPlainWords } from '../../src/core/errors.ts';
import type { ExportPlan } from '../../src/core/exports/export-format.ts';
import { EXPORT_FORMATS, planExport } from '../../src/core/exports/formats.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { modelFile } from '../../src/core/model-export/model-file.ts';
import { modelNotes } from '../../src/core/model-export/model-notes.ts';
import { Pace, atMostTenASecond } from '../shared/pace.ts';
import { openTarget } from '../shared/target.ts';
import { loadModel } from './load-model.ts';
import { loadExportSet } from './load-set.ts';

/** Milliseconds of work between two pauses, in which a cancel is seen. */
const WORK_MS = 50;

/** The exporter worker's service. */
export function createExporter(now = () => performance.now()): Exporter {
  return {
    formats: () =>
      Promise.resolve(
        Object.entries(EXPORT_FORMATS).map(([id, { title, text, choices, excluded }]): OfferedFormat => ({
          id: id as OfferedFormat['id'],
          title,
          text,
          choices,
          excluded,
        })),
      ),

    async outline(signal, request, lines) {
      const plan = await planOf(request);
      signal.throwIfAborted();
      const { fileName, type, count, notes } = plan;
      const size = await plan.size();
      signal.throwIfAborted();
      return { fileName, type, count, notes, size, preview: await plan.preview(lines) };
    },

    async export(signal, request, handle, onProgress) {
      const plan = await planOf(request);
      const { fileName, type, count, notes } = plan;
      signal.throwIfAborted();
      const pace = new Pace(0, now);
      const mayTell = atMostTenASecond(now);
      const tell = (done: number): void => {
        if (!mayTell()) return;
        const activity = `writing ${fileName}`;
        onProgress({ activity, done, total: count, unit: 'samples', ...pace.measure(done, count) });
      };
      const written = await writeTo(signal, handle, type, plan.write(tell), now);
      return { fileName, count, notes, ...written };
    },

    async outlineModel(signal, { runId, format }) {
      const model = await loadModel(runId);
      signal.throwIfAborted();
      const { fileName } = modelFile(model, format);
      return { fileName, networks: model.networks.length, notes: modelNotes(model) };
    },

    async exportModel(signal, { runId, format }, handle, onProgress) {
      const model = await loadModel(runId);
      signal.throwIfAborted();
      const { fileName, type, write } = modelFile(model, format);
      const total = model.networks.length;
      const chunks = write((done) => onProgress({ activity: `writing ${fileName}`, done, total, unit: 'networks' }));
      const written = await writeTo(signal, handle, type, chunks, now);
      return { fileName, networks: total, notes: modelNotes(model), ...written };
    },
  };
}

/** Writes chunks to a file of the person's own, which stays as it was where that fails, or into a blob. */
async function writeTo(
  signal: AbortSignal,
  handle: FileSystemFileHandle | null,
  type: string,
  chunks: AsyncIterable<Uint8Array>,
  now: () => number,
): Promise<{ bytes: number; blob: Blob | null }> {
  const target = await openTarget(handle, type);
  let bytes = 0;
  let began = now();
  try {
    for await (const chunk of chunks) {
      if (now() - began > WORK_MS) {
        await macrotask();
        began = now();
      }
      signal.throwIfAborted();
      await target.write(chunk as Uint8Array<ArrayBuffer>);
      bytes += chunk.length;
    }
    return { bytes, blob: await target.finish() };
  } catch (error) {
    await target.discard();
    throw inPlainWords(error);
  }
}

const planOf = async ({ datasetId, runId, format, options }: ExportRequest): Promise<ExportPlan> =>
  planExport(await loadExportSet(datasetId, runId), format, options);
