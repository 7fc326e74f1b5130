import type { EpochPlan } from './epoch-plan.ts';
import { DeviceStepper } from './device-stepper.ts';
import type { HelperSetup } from './helper.ts';
import type { RunState } from './run-state.ts';
import type { Stepper } from './stepper.ts';
import { PoolStepper } from './pool-stepper.ts';
import type { WorkerPool } from './worker-pool.ts';

/**
 * The stepper of a backend: on a graphics device the state stays there, and its shaders are compiled first; else the threads of
 * the pool share the work.
 * @param state what to start from; brought up to date by the stepper @param onCompile gets how many shaders are compiled, and of
 * how many
 */
export async function startStepper(
  pool: WorkerPool,
  { recipe }: HelperSetup,
  state: RunState,
  plan: EpochPlan,
  onCompile: (done: number, total: number) => void,
): Promise<Stepper> {
  const { pictures, engine } = pool.leader;
  const { layout, backend } = engine;
  const { update } = backend;
  if (!update) return new PoolStepper(pool, state, recipe);
  const stepper = new DeviceStepper({ backend: { ...backend, update }, layout, pictures, recipe }, state);
  await stepper.compile(plan, state.epoch, onCompile);
  return stepper;
}
