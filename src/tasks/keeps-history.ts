import { listEpochs } from '../store/history.ts';

/** Whether anything is kept of what a run said while it learned. */
export async function keepsHistory(runId: number): Promise<boolean> {
  return (await listEpochs(runId)).length > 0;
}
