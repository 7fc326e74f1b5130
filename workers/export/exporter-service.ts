import type { Exporter, ExportRequest, OfferedFormat } from '../../src/contracts/exporter.ts';
import { inPlainWords } from '../../src/core/errors.ts';
import type { ExportPlan } from '../../src/core/exports/export-format.ts';
import { EXPORT_FORMATS, planExport } from '../../src/core/exports/formats.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { Pace, atMostTenASecond } from '../shared/pace.ts';
import { loadExportSet } from './load-set.ts';
import { openTarget } from '../shared/target.ts';

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
      const target = await openTarget(handle, type);
      const pace = new Pace(0, now);
      const mayTell = atMostTenASecond(now);
      const tell = (done: number): void => {
        if (!mayTell()) return;
        const activity = `writing ${fileName}`;
        onProgress({ activity, done, total: count, unit: 'samples', ...pace.measure(done, count) });
      };
      let bytes = 0;
      let began = now();
      try {
        for await (const chunk of plan.write(tell)) {
          if (now() - began > WORK_MS) {
            await macrotask();
            began = now();
          }
          signal.throwIfAborted();
          await target.write(chunk);
          bytes += chunk.length;
        }
        return { fileName, count, notes, bytes, blob: await target.finish() };
      } catch (error) {
        await target.discard();
        throw inPlainWords(error);
      }
    },
  };
}

const planOf = async ({ datasetId, runId, format, options }: ExportRequest): Promise<ExportPlan> =>
  planExport(await loadExportSet(datasetId, runId), format, options);
